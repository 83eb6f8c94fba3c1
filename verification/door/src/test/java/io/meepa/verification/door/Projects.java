package io.meepa.verification.door;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Projects around the dependencies that a page shows. */
final class Projects {

    private static final String MANAGEMENT = "</dependencyManagement>";

    private Projects() {}

    /** The project of the guide, with a page's dependencies in the place of its own. */
    static String around(String fragment) throws IOException {
        String guide = Page.parse(Source.read("docs/getting-started.md")).file("pom.xml");
        int from = guide.indexOf(fragment.contains(MANAGEMENT) ? "<dependencyManagement>" : MANAGEMENT)
                + (fragment.contains(MANAGEMENT) ? 0 : MANAGEMENT.length());
        int to = guide.indexOf("<build>");
        return guide.substring(0, from) + listed(fragment) + guide.substring(to);
    }

    /** A project of projects. */
    static String of(List<String> folders) {
        return """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>org.example</groupId>
                  <artifactId>pages</artifactId>
                  <version>1.0.0</version>
                  <packaging>pom</packaging>
                  <modules>%s</modules>
                </project>
                """.formatted(folders.stream()
                .map(folder -> "<module>" + folder + "</module>")
                .collect(Collectors.joining()));
    }

    private static String listed(String fragment) {
        return fragment.contains("<dependencies>") ? fragment : "<dependencies>" + fragment + "</dependencies>";
    }
}
