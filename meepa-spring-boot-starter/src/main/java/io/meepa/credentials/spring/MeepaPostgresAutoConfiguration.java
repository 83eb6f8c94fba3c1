package io.meepa.credentials.spring;

import io.meepa.credentials.store.postgres.PostgresStore;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
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
    @ConditionalOnSingleCandidate(DataSource.class)
    @ConditionalOnMissingBean
    PostgresStore credentialPostgresStore(DataSource source) {
        return new PostgresStore(source);
    }
}
