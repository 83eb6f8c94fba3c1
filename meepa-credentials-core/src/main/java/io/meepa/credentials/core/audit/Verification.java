package io.meepa.credentials.core.audit;

import io.meepa.credentials.report.AuditReport;
import io.meepa.credentials.report.AuditReport.Finding;
import io.meepa.credentials.report.AuditReport.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Follows the chain line by line. Each authentic record says which number it bears and which record it follows. */
final class Verification {

    private static final String HEAD = "head.json";
    private static final int MOST = 1000;

    private final Optional<Head> head;
    private final TrailDigest digest;
    private final List<Finding> findings = new ArrayList<>();
    private long first;
    private long last;
    private String end = TrailDigest.NOTHING;
    private String file = HEAD;

    /** Lines since the last authentic record that were not written with the key. */
    private long strange;

    private boolean interrupted;

    Verification(Optional<Head> head, boolean thereIsAHead, TrailDigest digest) {
        this.head = head;
        this.digest = digest;
        if (head.isEmpty()) {
            String what = thereIsAHead ? "was edited, or written with another key" : "is not there";
            add(
                    Problem.HEAD,
                    0,
                    HEAD,
                    "the record of where the trail ends " + what + ": a missing end cannot be noticed");
        }
    }

    void line(int segment, String name, Lines.Line line) {
        file = name;
        if (interrupted) {
            // Not the end after all: what follows was written by a process that did not see it.
            interrupted = false;
            strange(name);
        }
        Optional<RecordLine> record = line.ended() ? RecordLine.read(line.text(), digest) : Optional.empty();
        if (record.isPresent()) {
            authentic(record.get());
        } else if (!line.ended() && behindHead(segment, line.start())) {
            interrupted = true;
        } else {
            strange(name);
        }
    }

    AuditReport report() {
        long there = Math.max(last, oldest() - 1) + strange;
        head.filter(known -> known.last() > there)
                .ifPresent(known -> add(
                        Problem.TRUNCATED,
                        there + 1,
                        file,
                        "the trail ended at record " + known.last() + "; " + (known.last() - there)
                                + " at its end are not there"));
        return new AuditReport(first, last, interrupted, findings);
    }

    /** Without a head it is unknown where the trail ended, and the end of a file may be a killed writer's. */
    private boolean behindHead(int segment, long start) {
        return head.map(known -> segment > known.segment() || (segment == known.segment() && start >= known.size()))
                .orElse(true);
    }

    private void strange(String name) {
        add(Problem.ALTERED, expected() + strange, name, "the line was edited, or put in without the key");
        strange++;
    }

    private void authentic(RecordLine record) {
        long number = record.number();
        if (first == 0 && strange == 0 && number <= oldest()) {
            // Files older than the head says: their removal was under way.
            first = number;
        } else if (number < expected()) {
            add(Problem.OUT_OF_PLACE, number, file, "the record stands behind record " + last);
            return;
        } else if (number - expected() > strange) {
            missing(expected() + strange, number - 1);
        } else if (number == expected() && last > 0 && !record.previous().equals(end)) {
            add(Problem.FORKED, number, file, "the record follows another record " + last + " than the one here");
        }
        if (number == 1 && !record.previous().equals(TrailDigest.NOTHING)) {
            add(Problem.FORKED, number, file, "the first record follows another one");
        }
        accept(record);
    }

    private void accept(RecordLine record) {
        first = first == 0 ? record.number() : first;
        last = record.number();
        end = record.digest();
        strange = 0;
        if (head.isPresent() && head.get().last() == last && !head.get().end().equals(end)) {
            add(Problem.FORKED, last, file, "the trail ended with another record " + last);
        }
    }

    private void missing(long from, long to) {
        String what = from == to ? "record " + from + " is" : "records " + from + " to " + to + " are";
        add(Problem.MISSING, from, file, what + " not there");
    }

    private long expected() {
        return last == 0 ? oldest() : last + 1;
    }

    private long oldest() {
        return head.map(Head::first).orElse(1L);
    }

    private void add(Problem flaw, long record, String name, String message) {
        if (findings.size() < MOST) {
            findings.add(new Finding(flaw, record, name, message));
        }
    }
}
