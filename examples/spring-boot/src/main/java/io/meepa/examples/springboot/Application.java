package io.meepa.examples.springboot;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The class that every Spring Boot application has. All else is in {@code application.yaml}. */
@SpringBootApplication
public class Application {

    /** For Spring. */
    public Application() {}

    /**
     * Starts the application.
     *
     * @param arguments properties, if any
     */
    public static void main(String[] arguments) {
        SpringApplication.run(Application.class, arguments);
    }
}
