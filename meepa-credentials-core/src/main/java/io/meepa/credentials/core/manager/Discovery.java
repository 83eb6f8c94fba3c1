package io.meepa.credentials.core.manager;

import io.meepa.credentials.error.ConfigurationException;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds plug-ins on the class and module path. One that cannot be loaded is reported and left out. */
final class Discovery {

    private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);

    /** A class loader that cannot list resources fails for ever. */
    private static final int MOST_FAILURES_IN_A_ROW = 16;

    private Discovery() {}

    static <T> List<T> of(Class<T> contract) {
        List<T> found = new ArrayList<>();
        Iterator<T> plugIns = loader(contract).iterator();
        int failures = 0;
        while (failures < MOST_FAILURES_IN_A_ROW) {
            try {
                if (!plugIns.hasNext()) {
                    return found;
                }
                found.add(plugIns.next());
                failures = 0;
            } catch (ServiceConfigurationError e) {
                failures++;
                LOG.warn("a plug-in could not be loaded: {}", e.getMessage());
            }
        }
        throw new ConfigurationException("plug-ins of " + contract.getSimpleName() + " cannot be listed; see the log");
    }

    /** Returns a class and the jar it comes from. */
    static String whereabouts(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return type.getName() + " in "
                + (source == null ? "the runtime" : Objects.toString(source.getLocation(), "memory"));
    }

    /** The caller's class loader sees an application's plug-ins; without one, ours has to do. */
    private static <T> ServiceLoader<T> loader(Class<T> contract) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return ServiceLoader.load(contract, context == null ? Discovery.class.getClassLoader() : context);
    }
}
