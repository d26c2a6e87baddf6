package org.ponder.engine.prompt;

/** The methods of Python's strings that make them wider. */
final class TextPadding {
    private TextPadding() {}

    static Value pad(Run run, Text self, Arguments arguments, char alignment) {
        Arguments.Bound bound = arguments.bind("pad", 1, "width", "fillchar");
        Text fill = bound.text(1, " ");
        if (fill.codePoints() != 1) {
            throw new TemplateFailure("the fill character must be one character");
        }
        return pad(run, self, bound.integer(0), fill.string(), alignment);
    }

    /**
     * Fills a text up to a width.
     *
     * @param alignment where the text goes: {@code <}, {@code >} or {@code ^}
     */
    static Text pad(Run run, Text self, int width, String fill, char alignment) {
        int missing = width - self.codePoints();
        if (missing <= 0) {
            return self;
        }
        int left =
                switch (alignment) {
                    case '<' -> 0;
                    case '>' -> missing;
                    default -> missing / 2 + (missing & width & 1);
                };
        return run.newText().repeat(fill, left).append(self).repeat(fill, missing - left).build();
    }

    /** Zeros behind the sign. */
    static Value zeros(Run run, Text self, Arguments arguments) {
        int width = arguments.bind("zfill", 1, "width").integer(0);
        int missing = width - self.codePoints();
        if (missing <= 0) {
            return self;
        }
        boolean signed = self.string().startsWith("-") || self.string().startsWith("+");
        int sign = signed ? 1 : 0;
        return run.newText()
                .append(self.substring(0, sign))
                .repeat("0", missing)
                .append(self.substring(sign, self.length()))
                .build();
    }

    static Value expandTabs(Run run, Text self, Arguments arguments) {
        int size = arguments.bind("expandtabs", 0, "tabsize").integer(0, 8);
        TextBuilder out = run.newText();
        int column = 0;
        int from = 0;
        for (int i = 0; i < self.length(); i++) {
            char c = self.string().charAt(i);
            if (c == '\t') {
                out.append(self.substring(from, i));
                int blanks = size > 0 ? size - column % size : 0;
                out.repeat(" ", blanks);
                column += blanks;
                from = i + 1;
            } else {
                column = c == '\n' || c == '\r' ? 0 : column + 1;
            }
        }
        return out.append(self.substring(from, self.length())).build();
    }
}
