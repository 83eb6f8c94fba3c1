package io.meepa.verification.sinks;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import java.util.logging.XMLFormatter;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.MarkerFactory;

/** Logging at the finest level, with everything that a layout can print. */
final class LoggingSinks {

    private static final String EVERYTHING = "%level %thread %logger %marker %mdc %kvp %msg %ex{full}%n";

    private LoggingSinks() {}

    static Map<String, Sinks.Sink> all() {
        Map<String, Sinks.Sink> sinks = new LinkedHashMap<>();
        sinks.put("SLF4J argument", object -> pattern((log, it) -> log.trace("using {}", it), object));
        sinks.put("SLF4J array", object -> pattern((log, it) -> log.trace("using {}", new Object[] {it}), object));
        sinks.put(
                "SLF4J exception",
                object -> pattern((log, it) -> log.trace("failed", new IllegalStateException("" + it)), object));
        sinks.put(
                "SLF4J key and value",
                object ->
                        pattern((log, it) -> log.atTrace().addKeyValue("it", it).log("used"), object));
        sinks.put(
                "SLF4J marker",
                object -> pattern((log, it) -> log.trace(MarkerFactory.getDetachedMarker("" + it), "marked"), object));
        sinks.put("MDC", object -> pattern(LoggingSinks::logWithContext, object));
        sinks.put("Logback JSON", object -> json((log, it) -> log.trace("using {}", it), object));
        sinks.put("java.util.logging", object -> new SimpleFormatter().format(legacyRecord(object)));
        sinks.put("java.util.logging XML", object -> new XMLFormatter().format(legacyRecord(object)));
        return sinks;
    }

    /** Logs an object in one way. */
    private interface Logging {
        void log(Logger logger, Object object);
    }

    private static void logWithContext(Logger logger, Object object) {
        MDC.put("it", "" + object);
        try {
            logger.trace("in context");
        } finally {
            MDC.remove("it");
        }
    }

    private static String pattern(Logging logging, Object object) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setPattern(EVERYTHING);
        encoder.setCharset(StandardCharsets.UTF_8);
        return written(encoder, logging, object);
    }

    private static String json(Logging logging, Object object) {
        return written(new JsonEncoder(), logging, object);
    }

    private static String written(Encoder<ILoggingEvent> encoder, Logging logging, Object object) {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(((LoggerContext) LoggerFactory.getILoggerFactory()).getMDCAdapter());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        encoder.setContext(context);
        encoder.start();
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setOutputStream(bytes);
        appender.start();
        Logger logger = context.getLogger("sink");
        logger.setLevel(Level.TRACE);
        logger.addAppender(appender);
        logging.log(logger, object);
        context.stop();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static LogRecord legacyRecord(Object object) {
        LogRecord record = new LogRecord(java.util.logging.Level.FINEST, "using {0}");
        record.setParameters(new Object[] {object});
        return record;
    }
}
