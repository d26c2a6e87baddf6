package org.ponder.engine.prompt;

import java.util.ArrayList;
import java.util.List;

/** The methods of Python's strings that cut them up. */
final class TextSplitting {
    private TextSplitting() {}

    static Value split(Run run, Text self, Arguments arguments, boolean fromRight) {
        Arguments.Bound bound = arguments.bind("split", 0, "sep", "maxsplit");
        int most = bound.integer(1, -1);
        int limit = most < 0 ? Integer.MAX_VALUE : most;
        Splitter splitter = new Splitter(run, self, limit);
        if (!bound.hasValue(0)) {
            return fromRight ? splitter.spacesFromRight() : splitter.spaces();
        }
        String separator = bound.text(0).string();
        if (separator.isEmpty()) {
            throw new TemplateFailure("split() needs a separator that is not empty");
        }
        return fromRight ? splitter.separatorFromRight(separator) : splitter.separator(separator);
    }

    /** One split under way. */
    private static final class Splitter {
        private final Run run;
        private final Text self;
        private final String all;
        private final int limit;
        private final List<Value> pieces = new ArrayList<>();

        Splitter(Run run, Text self, int limit) {
            this.run = run;
            this.self = self;
            this.all = self.string();
            this.limit = limit;
        }

        private void add(int from, int to) {
            run.budget().objects(1);
            run.budget().step();
            pieces.add(run.budget().made(self.substring(from, to)));
        }

        Value separator(String separator) {
            int from = 0;
            while (pieces.size() < limit) {
                int at = Search.indexOf(run.budget(), all, separator, from);
                if (at < 0) {
                    break;
                }
                add(from, at);
                from = at + separator.length();
            }
            add(from, all.length());
            return ListValue.list(pieces);
        }

        Value separatorFromRight(String separator) {
            int to = all.length();
            while (pieces.size() < limit) {
                int at = Search.lastIndexOf(run.budget(), all, separator, to);
                if (at < 0) {
                    break;
                }
                add(at + separator.length(), to);
                to = at;
            }
            add(0, to);
            return ListValue.list(pieces.reversed().stream().toList());
        }

        Value spaces() {
            int from = PythonChars.skipSpace(all, 0);
            while (from < all.length() && pieces.size() < limit) {
                int to = from;
                while (to < all.length() && !PythonChars.isSpace(all.charAt(to))) {
                    to++;
                }
                add(from, to);
                from = PythonChars.skipSpace(all, to);
            }
            if (from < all.length()) {
                add(from, all.length());
            }
            return ListValue.list(pieces);
        }

        Value spacesFromRight() {
            int to = PythonChars.endWithoutSpace(all, 0, all.length());
            while (to > 0 && pieces.size() < limit) {
                int from = to;
                while (from > 0 && !PythonChars.isSpace(all.charAt(from - 1))) {
                    from--;
                }
                add(from, to);
                to = PythonChars.endWithoutSpace(all, 0, from);
            }
            if (to > 0) {
                add(0, to);
            }
            return ListValue.list(pieces.reversed().stream().toList());
        }
    }

    static Value splitLines(Run run, Text self, Arguments arguments) {
        boolean keepEnds = arguments.bind("splitlines", 0, "keepends").flag(0, false);
        return ListValue.list(lines(run, self, keepEnds));
    }

    static List<Value> lines(Run run, Text self, boolean keepEnds) {
        String all = self.string();
        List<Value> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < all.length(); i++) {
            char c = all.charAt(i);
            if (PythonChars.isLineBreak(c)) {
                int end = i;
                if (c == '\r' && i + 1 < all.length() && all.charAt(i + 1) == '\n') {
                    i++;
                }
                run.budget().objects(1);
                lines.add(run.budget().made(self.substring(from, keepEnds ? i + 1 : end)));
                from = i + 1;
            }
        }
        if (from < all.length()) {
            lines.add(run.budget().made(self.substring(from, all.length())));
        }
        return lines;
    }

    static Value partition(Run run, Text self, Arguments arguments, boolean last) {
        Text separator = arguments.bind("partition", 1, "sep").text(0);
        if (!separator.truthy()) {
            throw new TemplateFailure("partition() needs a separator that is not empty");
        }
        String all = self.string();
        int at =
                last
                        ? Search.lastIndexOf(run.budget(), all, separator.string(), all.length())
                        : Search.indexOf(run.budget(), all, separator.string(), 0);
        if (at < 0) {
            return ListValue.tuple(
                    last
                            ? List.of(Text.EMPTY, Text.EMPTY, self)
                            : List.of(self, Text.EMPTY, Text.EMPTY));
        }
        int behind = at + separator.length();
        return ListValue.tuple(
                List.of(
                        run.budget().made(self.substring(0, at)),
                        run.budget().made(self.substring(at, behind)),
                        run.budget().made(self.substring(behind, all.length()))));
    }
}
