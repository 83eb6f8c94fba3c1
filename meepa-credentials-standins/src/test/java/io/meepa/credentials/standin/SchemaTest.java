package io.meepa.credentials.standin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A comparison that finds nothing wrong with anything would be worth nothing. */
final class SchemaTest {

    private static final String SCHEMA = """
            {"definitions": {"Name": {"type": "string"}},
             "type": "object", "required": ["id"],
             "properties": {
               "id": {"$ref": "#/definitions/Name"},
               "count": {"type": "integer"},
               "ratio": {"type": "number"},
               "on": {"type": "boolean", "nullable": true},
               "at": {"type": "string", "format": "date-time"},
               "kind": {"enum": ["a", "b"]},
               "fixed": {"const": "x"},
               "one": {"oneOf": [{"type": "string"}, {"type": "boolean"}]},
               "both": {"allOf": [{"type": "object", "required": ["p"]}]},
               "list": {"type": "array", "items": {"type": "string"}},
               "map": {"type": "object", "additionalProperties": {"type": "integer"}}}}
            """;

    @Test
    void findsNothingWrongWithAFittingAnswer() throws JsonProcessingException {
        assertThat(findings("""
                        {"id": "1", "count": 2, "ratio": 0.5, "on": null, "at": "2026-11-21T12:00:00Z", "kind": "b",
                         "fixed": "x", "one": true, "both": {"p": 1}, "list": ["y"], "map": {"k": 3}, "extra": 1}
                        """)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                | $ lacks \"id\"",
                "[]                                | $ is no object",
                "{\"id\": 1}                       | $.id is no string",
                "{\"id\": \"1\", \"count\": 1.5}   | $.count is no integer",
                "{\"id\": \"1\", \"ratio\": \"x\"} | $.ratio is no number",
                "{\"id\": \"1\", \"on\": 1}        | $.on is no boolean",
                "{\"id\": \"1\", \"at\": \"noon\"} | $.at is no date-time",
                "{\"id\": \"1\", \"kind\": \"c\"}  | $.kind is none of [\"a\",\"b\"]",
                "{\"id\": \"1\", \"fixed\": \"y\"} | $.fixed is not the constant",
                "{\"id\": \"1\", \"one\": 1}       | $.one fits 0 of the choices",
                "{\"id\": \"1\", \"both\": {}}     | $.both lacks \"p\"",
                "{\"id\": \"1\", \"list\": [1]}    | $.list[0] is no string",
                "{\"id\": \"1\", \"list\": {}}     | $.list is no array",
                "{\"id\": \"1\", \"map\": {\"k\": \"v\"}} | $.map.k is no integer",
                "{\"id\": \"1\", \"other\": 1}     | $.other is not described"
            })
    void findsWhatDoesNotFit(String answer, String finding) throws JsonProcessingException {
        assertThat(findings(answer)).containsExactly(finding);
    }

    private static List<String> findings(String answer) throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        JsonNode schema = mapper.readTree(SCHEMA);
        return Schema.findings(schema, schema, mapper.readTree(answer), Set.of("extra"));
    }
}
