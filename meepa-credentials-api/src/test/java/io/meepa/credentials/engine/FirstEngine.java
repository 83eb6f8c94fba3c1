package io.meepa.credentials.engine;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.spi.engine.CredentialEngine;
import io.meepa.credentials.spi.engine.ManagerSpecification;
import java.lang.reflect.Proxy;

/** An engine whose managers print the specification that they were opened with. */
public final class FirstEngine implements CredentialEngine {

    /** Found by the service loader. */
    public FirstEngine() {}

    @Override
    public CredentialManager open(ManagerSpecification specification) {
        return (CredentialManager) Proxy.newProxyInstance(
                FirstEngine.class.getClassLoader(),
                new Class<?>[] {CredentialManager.class},
                (proxy, method, arguments) -> specification.toString());
    }
}
