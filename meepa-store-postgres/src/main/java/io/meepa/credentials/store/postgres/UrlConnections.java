package io.meepa.credentials.store.postgres;

import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.setting.SettingDescription;
import io.meepa.credentials.setting.SettingType;
import io.meepa.credentials.spi.SecretSource;
import io.meepa.credentials.spi.Settings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/** Connections by the configuration: url, user, and a password that is read at each new connection. */
final class UrlConnections implements ConnectionPool.Opener {

    private static final String URL = "url";
    private static final int MOST = 100;
    private static final int DEFAULT = 4;

    private final String url;
    private final Optional<String> user;
    private final Optional<SecretSource> password;

    private UrlConnections(String url, Optional<String> user, Optional<SecretSource> password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    static List<SettingDescription> described() {
        return List.of(
                SettingDescription.of(URL, SettingType.TEXT, "the JDBC url, without user and password")
                        .unlessSet("required without a data source")
                        .withExample("jdbc:postgresql://db.example.com/credentials"),
                SettingDescription.of("user", SettingType.TEXT, "the login")
                        .unlessSet("the driver's default")
                        .withExample("meepa"),
                SettingDescription.of(
                                "password_env",
                                SettingType.VARIABLE,
                                "the variable that holds the password, read at each new connection")
                        .unlessSet("no password")
                        .withExample("DB_PASSWORD"),
                SettingDescription.of(
                                "connections",
                                SettingType.NUMBER,
                                "the most connections that the store opens, 1 to 100")
                        .withDefault(Integer.toString(DEFAULT))
                        .withExample("8"));
    }

    /** Reads the keys of the connections and makes a pool that opens none yet. */
    static ConnectionPool read(Settings settings) {
        String url = settings.requiredText(URL);
        Optional<String> user = settings.text("user");
        Optional<SecretSource> password =
                settings.text("password_env").map(name -> settings.secretFromEnvironment("password_env", ""));
        int most = Math.toIntExact(settings.integer("connections", 1, MOST).orElse(DEFAULT));
        requireUsable(settings, url);
        return new ConnectionPool(new UrlConnections(url, user, password), most, ConnectionPool.LONGEST_WAIT);
    }

    private static void requireUsable(Settings settings, String url) {
        if (!url.startsWith("jdbc:")) {
            throw settings.invalid(
                    URL, "must be a JDBC url, for instance jdbc:postgresql://db.example.com/credentials");
        }
        if (url.toLowerCase(Locale.ROOT).contains("password=") || url.contains("@")) {
            throw settings.invalid(
                    URL, "holds a login: set user, and password_env with the name of an environment variable");
        }
        try {
            DriverManager.getDriver(url);
        } catch (SQLException e) {
            throw settings.invalid(
                    URL,
                    "has no JDBC driver on the class path: add org.postgresql:postgresql, or hand over a DataSource");
        }
    }

    @Override
    public Connection open() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "meepa-credentials");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "10");
        properties.setProperty("tcpKeepAlive", "true");
        user.ifPresent(name -> properties.setProperty("user", name));
        if (password.isPresent()) {
            try (Secret secret = password.get().read()) {
                properties.setProperty("password", secret.reveal());
            } catch (CredentialException e) {
                throw new SQLInvalidAuthorizationSpecException(password.get().describe() + " is not set", "28000", e);
            }
        }
        return DriverManager.getConnection(url, properties);
    }
}
