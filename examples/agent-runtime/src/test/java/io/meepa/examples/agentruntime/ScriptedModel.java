package io.meepa.examples.agentruntime;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.ArrayList;
import java.util.List;

/** A model that calls the tool it is scripted to call, then repeats what the tool answered. Remembers all it was shown. */
final class ScriptedModel implements ChatModel {

    private final ToolExecutionRequest call;
    private final List<String> shown = new ArrayList<>();

    ScriptedModel(String tool, String arguments) {
        call = ToolExecutionRequest.builder()
                .id("call-1")
                .name(tool)
                .arguments(arguments)
                .build();
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        shown.add(request.toString());
        boolean first = shown.size() == 1;
        AiMessage message = first
                ? AiMessage.from(call)
                : AiMessage.from(
                        String.valueOf(request.messages().get(request.messages().size() - 1)));
        return ChatResponse.builder().aiMessage(message).build();
    }

    /** Everything that a hosted model, and whoever logs its requests, would have seen. */
    String shown() {
        return String.join("\n", shown);
    }
}
