package org.ponder.engine.prompt;

import java.time.Clock;

/** What the parts of one rendering share. */
final class Run {
    private final Budget budget;
    private final Clock clock;
    private final Printer printer;
    private final Comparison comparison;
    private final Iteration iteration;
    private final Members members;
    private int line;

    Run(Budget budget, Clock clock) {
        this.budget = budget;
        this.clock = clock;
        this.printer = new Printer(budget);
        this.comparison = new Comparison(budget);
        this.iteration = new Iteration(budget);
        this.members = new Members(budget, iteration);
    }

    Budget budget() {
        return budget;
    }

    Clock clock() {
        return clock;
    }

    Printer printer() {
        return printer;
    }

    Comparison comparison() {
        return comparison;
    }

    Iteration iteration() {
        return iteration;
    }

    Members members() {
        return members;
    }

    /** Notes the line that is being rendered, for the message if it fails. */
    void at(int line) {
        this.line = line;
    }

    int line() {
        return line;
    }

    /** Python's {@code str}. */
    Text text(Value value) {
        return value instanceof Text text ? text : printer.text(value);
    }

    TextBuilder newText() {
        return new TextBuilder(budget);
    }
}
