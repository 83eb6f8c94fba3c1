package io.meepa.verification.system;

import io.meepa.credentials.AgentTokens;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.connect.AgentConnections;
import io.meepa.credentials.connect.CallbackParameters;
import io.meepa.credentials.connect.ConnectRequest;
import io.meepa.credentials.connect.SessionBinding;
import io.meepa.credentials.form.CredentialForm;
import io.meepa.credentials.form.FormValues;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.DeprovisionMode;
import io.meepa.credentials.report.ReconcileMode;
import io.meepa.credentials.signup.SignupRequest;
import io.meepa.credentials.signup.SignupResult;
import java.io.OutputStream;
import java.io.Writer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Calls every public method of a manager, of its handles and of what they return, found by reflection. A method with a
 * parameter of a type that is not listed here fails the test that uses it.
 */
final class EveryMethod {

    /** What takes something away comes last. */
    private static final List<String> LAST =
            List.of("remove", "abandon", "disconnect", "forget", "revokeManaged", "deprovision", "close");

    private final Path folder;
    private final Map<Class<?>, Object> handles = new LinkedHashMap<>();

    private EveryMethod(Path folder) {
        this.folder = folder;
    }

    /** Takes every handle that a manager returns, and every handle that those return. */
    static EveryMethod of(CredentialManager manager, Path folder) throws ReflectiveOperationException {
        EveryMethod all = new EveryMethod(folder);
        all.take(CredentialManager.class, manager);
        return all;
    }

    private void take(Class<?> type, Object handle) throws ReflectiveOperationException {
        handles.put(type, handle);
        for (Method method : methods(type)) {
            Class<?> returned = method.getReturnType();
            if (isHandle(returned)
                    && !handles.containsKey(returned)
                    && !method.getName().equals("start")) {
                takeWhatIsReturned(method, handle);
            }
        }
    }

    /** A host that is in trouble from the start may refuse one. */
    private void takeWhatIsReturned(Method method, Object handle) throws ReflectiveOperationException {
        Object returned;
        try {
            returned = method.invoke(handle, arguments(method));
        } catch (InvocationTargetException e) {
            if (isOurs(e.getTargetException())) {
                return;
            }
            throw e;
        }
        take(method.getReturnType(), returned);
    }

    private static boolean isHandle(Class<?> type) {
        return type.isInterface() && type.getName().startsWith("io.meepa.credentials.");
    }

    /** Returns how many methods there are. */
    int count() {
        return handles.keySet().stream().mapToInt(type -> methods(type).size()).sum();
    }

    /**
     * Calls each method once.
     *
     * @param beforeEach runs before each call
     * @return what was thrown that is no error of ours, by method
     */
    Map<String, Throwable> call(Runnable beforeEach) throws ReflectiveOperationException {
        Map<String, Throwable> raw = new LinkedHashMap<>();
        List<Method> all = new ArrayList<>();
        handles.keySet().forEach(type -> all.addAll(methods(type)));
        all.sort(Comparator.comparingInt(method -> LAST.indexOf(method.getName())));
        for (Method method : all) {
            beforeEach.run();
            try {
                Object result = method.invoke(handles.get(method.getDeclaringClass()), arguments(method));
                if (result instanceof AutoCloseable opened && method.getName().equals("start")) {
                    opened.close();
                }
            } catch (InvocationTargetException e) {
                if (!isOurs(e.getTargetException())) {
                    raw.put(
                            method.getDeclaringClass().getSimpleName() + "." + method.getName(),
                            e.getTargetException());
                }
            } catch (ReflectiveOperationException e) {
                throw e;
            } catch (Exception e) {
                raw.put("close of " + method.getName(), e);
            }
        }
        return raw;
    }

    private static boolean isOurs(Throwable thrown) {
        return thrown.getClass().getName().startsWith("io.meepa.credentials.");
    }

    private static List<Method> methods(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getDeclaringClass() == type)
                .sorted(Comparator.comparing(Method::toGenericString))
                .toList();
    }

    private Object[] arguments(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(type -> argument(method, type))
                .toArray();
    }

    private Object argument(Method method, Class<?> type) {
        return values(method).entrySet().stream()
                .filter(value -> value.getKey().equals(type))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no argument is known for " + method));
    }

    private Map<Class<?>, Object> values(Method method) {
        Class<?> owner = method.getDeclaringClass();
        boolean ofTokens = owner == AgentTokens.class || owner == AgentConnections.class;
        CredentialKey github = CredentialKey.of(ofTokens ? Category.TOKEN : Category.LOGIN, "github");
        AgentCredential login =
                AgentCredential.login("forge-" + method.getName()).build();
        Map<Class<?>, Object> values = new LinkedHashMap<>();
        values.put(AgentId.class, AgentId.of("meepa"));
        values.put(String.class, "meepa");
        values.put(Category.class, Category.LOGIN);
        values.put(CredentialKey.class, github);
        values.put(AgentCredential.class, method.getName().equals("replace") ? DoctorFixture.login() : login);
        values.put(Secret.class, Secret.of("canary-every-method"));
        values.put(Duration.class, Duration.ofSeconds(1));
        values.put(Path.class, folder);
        values.put(ReconcileMode.class, ReconcileMode.APPLY);
        values.put(DeprovisionMode.class, DeprovisionMode.LOCAL_ONLY);
        values.put(SignupRequest.class, SignupRequest.at("forge"));
        values.put(SignupResult.class, SignupResult.nothing());
        values.put(ConnectRequest.class, ConnectRequest.to("github"));
        values.put(SessionBinding.class, SessionBinding.of("session-0123456789", "person"));
        values.put(CallbackParameters.class, CallbackParameters.ofQuery("code=1&state=2"));
        values.put(FormValues.class, FormValues.empty());
        values.put(CredentialForm.class, CredentialForm.of(Category.LOGIN));
        values.put(ProcessBuilder.class, new ProcessBuilder("true"));
        values.put(OutputStream.class, OutputStream.nullOutputStream());
        values.put(Writer.class, Writer.nullWriter());
        values.put(Map.class, Map.of("A", "meepa"));
        values.put(List.class, List.of("meepa"));
        return values;
    }
}
