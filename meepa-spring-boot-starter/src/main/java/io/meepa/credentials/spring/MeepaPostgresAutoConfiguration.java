package io.meepa.credentials.spring;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.store.postgres.PostgresStore;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** The application's own connections for the PostgreSQL store, where that is configured without a url of its own. */
@AutoConfiguration(
        before = MeepaAutoConfiguration.class,
        afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ConditionalOnClass({PostgresStore.class, DataSource.class})
@ConditionalOnProperty(name = "meepa.credentials.credential-store.provider", havingValue = "postgres")
@ConditionalOnProperty(
        name = "meepa.credentials.credential-store.postgres.url",
        matchIfMissing = true,
        havingValue = "\0")
public class MeepaPostgresAutoConfiguration {

    /** For Spring. */
    public MeepaPostgresAutoConfiguration() {}

    @Bean
    @ConditionalOnBean(DataSource.class)
    @ConditionalOnMissingBean
    PostgresStore credentialPostgresStore(ObjectProvider<DataSource> sources) {
        DataSource source = sources.getIfUnique();
        if (source == null) {
            throw new ConfigurationException(
                    "credentials.credential_store.postgres: there are several DataSource beans, and none is"
                            + " primary; mark one as primary, define a PostgresStore bean over the right one, or set"
                            + " credentials.credential_store.postgres.url");
        }
        return new PostgresStore(source);
    }
}
