package io.meepa.examples.terminal.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An answer: facts, and rows of cells under titles. One answer prints as a table for people and as JSON for programs. A
 * cell is a text, a flag or a list of texts. Not thread-safe.
 */
public final class Listing {

    private final String name;
    private final List<String> titles;
    private final Map<String, Object> facts = new LinkedHashMap<>();
    private final List<List<Object>> rows = new ArrayList<>();

    /**
     * Starts an answer.
     *
     * @param name what the rows are, in JSON
     * @param titles what the columns are
     */
    public Listing(String name, String... titles) {
        this.name = name;
        this.titles = List.of(titles);
    }

    /**
     * Adds what is said once.
     *
     * @param title what it is
     * @param value a text, a number or a flag
     * @return this answer
     * @throws IllegalArgumentException if the rows are called so
     */
    public Listing fact(String title, Object value) {
        if (title.equals(name)) {
            throw new IllegalArgumentException(name + " are the rows of this answer already");
        }
        facts.put(title, value);
        return this;
    }

    /**
     * Adds a row.
     *
     * @param cells one for each title
     * @return this answer
     */
    public Listing row(Object... cells) {
        if (cells.length != titles.size()) {
            throw new IllegalArgumentException(name + ": a row needs " + titles.size() + " cells");
        }
        rows.add(List.copyOf(Arrays.asList(cells)));
        return this;
    }

    String name() {
        return name;
    }

    List<String> titles() {
        return titles;
    }

    Map<String, Object> facts() {
        return facts;
    }

    List<List<Object>> rows() {
        return rows;
    }
}
