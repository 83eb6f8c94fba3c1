package io.meepa.verification.sinks;

import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.invocation.InvocationParameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.mcp.ToolContextToMcpMetaConverter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What agent frameworks do with the objects that a host passes along to its tools: print them, and send them away. */
final class FrameworkSinks {

    private static final String KEY = "credential";

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();

    private FrameworkSinks() {}

    static Map<String, Sinks.Sink> all() {
        Map<String, Sinks.Sink> sinks = new LinkedHashMap<>();
        sinks.put("Jackson 3", JSON::writeValueAsString);
        sinks.putAll(langChain4j());
        sinks.putAll(springAi());
        return sinks;
    }

    private static Map<String, Sinks.Sink> langChain4j() {
        Map<String, Sinks.Sink> sinks = new LinkedHashMap<>();
        sinks.put(
                "LangChain4j parameters",
                object -> InvocationParameters.from(KEY, object).toString());
        sinks.put(
                "LangChain4j parameters as JSON",
                object -> JSON.writeValueAsString(
                        InvocationParameters.from(KEY, object).asMap()));
        sinks.put("LangChain4j invocation", object -> invocation(object).toString());
        return sinks;
    }

    private static InvocationContext invocation(Object object) {
        return InvocationContext.builder()
                .interfaceName("Assistant")
                .methodName("chat")
                .methodArguments(List.of(object))
                .invocationParameters(InvocationParameters.from(KEY, object))
                .build();
    }

    private static Map<String, Sinks.Sink> springAi() {
        Map<String, Sinks.Sink> sinks = new LinkedHashMap<>();
        sinks.put(
                "Spring AI tool context", object -> context(object).getContext().toString());
        sinks.put("Spring AI tool context as JSON", object -> JSON.writeValueAsString(context(object)));
        sinks.put("Spring AI _meta", object -> Map.of("_meta", meta(object)).toString());
        sinks.put("Spring AI _meta as JSON", object -> JSON.writeValueAsString(Map.of("_meta", meta(object))));
        return sinks;
    }

    private static ToolContext context(Object object) {
        return new ToolContext(Map.of(KEY, object));
    }

    /** By default the whole context goes to the MCP server with each call, whoever runs that server. */
    private static Map<String, Object> meta(Object object) {
        return ToolContextToMcpMetaConverter.defaultConverter().convert(context(object));
    }
}
