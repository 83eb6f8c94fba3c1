package io.meepa.verification.closing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The reports that Surefire wrote below a folder. */
final class TestReports {

    private static final String REPORT = ".*/target/surefire-reports/TEST-[^/]*\\.xml";
    private static final int DEEPEST = 6;

    private TestReports() {}

    /** Reads every report that is no older than the build. */
    static SkippedTests skipped(Path root, Instant since) throws IOException, XMLStreamException {
        List<String> reasons = new ArrayList<>();
        for (Path report : reports(root)) {
            if (!Files.getLastModifiedTime(report).toInstant().isBefore(since)) {
                reasons.addAll(reasons(report));
            }
        }
        return new SkippedTests(reasons);
    }

    private static List<Path> reports(Path root) throws IOException {
        try (Stream<Path> files =
                Files.find(root, DEEPEST, (file, attributes) -> file.toString().matches(REPORT))) {
            return files.toList();
        }
    }

    private static List<String> reasons(Path report) throws IOException, XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        List<String> reasons = new ArrayList<>();
        try (InputStream file = Files.newInputStream(report)) {
            XMLStreamReader reader = factory.createXMLStreamReader(file);
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT
                        && reader.getLocalName().equals("skipped")) {
                    String message = reader.getAttributeValue(null, "message");
                    reasons.add(message == null ? "" : message);
                }
            }
        }
        return reasons;
    }
}
