package io.meepa.examples.mcp;

import io.meepa.credentials.tool.ToolProcess;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/** The programs that run for a request. Thread-safe. */
final class RunningTools {

    /** So many cancellations are remembered for programs that have not started yet. */
    private static final int REMEMBERED = 1_000;

    private final Map<ToolProcess, Object> requests = new ConcurrentHashMap<>();
    private final Deque<Object> early = new ConcurrentLinkedDeque<>();

    /** Takes a program over; one whose request was cancelled before is ended. */
    void started(ToolProcess process, Object request) {
        requests.put(process, request);
        if (early.remove(request)) {
            cancel(request);
        }
    }

    void ended(ToolProcess process) {
        requests.remove(process);
    }

    /** Ends what runs for a request, or will, without waiting for the end. */
    void cancel(Object request) {
        remember(request);
        requests.forEach((process, other) -> {
            if (other.equals(request)) {
                early.remove(request);
                Thread ending = new Thread(process::close, "cancelled-tool");
                ending.setDaemon(true);
                ending.start();
            }
        });
    }

    /** The call may be on its way, for messages are served side by side. */
    private void remember(Object request) {
        early.add(request);
        if (early.size() > REMEMBERED) {
            early.poll();
        }
    }
}
