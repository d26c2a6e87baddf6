package org.ponder.app.formula;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks LaTeX before it is read, and says in the words that JLaTeXMath knows what models say in
 * words that it does not.
 */
final class LatexDialect {
    private static final int MOST_CHARACTERS = 2100;
    private static final int DEEPEST = 30;

    /**
     * What defines, which would outlast the formula; what loads; what repeats as often as a number
     * says.
     */
    private static final Set<String> REFUSED =
            Set.of(
                    "newcommand",
                    "renewcommand",
                    "newenvironment",
                    "renewenvironment",
                    "def",
                    "makeatletter",
                    "makeatother",
                    "definecolor",
                    "includegraphics",
                    "DeclareMathSizes",
                    "magnification",
                    "jlmDynamic",
                    "jlmXML",
                    "jlmExternalFont",
                    "fcscore",
                    "longdiv",
                    "hdotsfor",
                    "romannumeral",
                    "char");

    private static final Pattern COMMAND = Pattern.compile("\\\\([A-Za-z]+)");
    private static final Pattern REPEATED_COLUMNS = Pattern.compile("\\*\\s*\\{\\s*\\d");

    /** JLaTeXMath calls it \operatorname, and sets limits below an operator of this kind only. */
    private static final Pattern STARRED_OPERATOR =
            Pattern.compile("\\\\operatorname\\*\\s*\\{([^{}]*)}");

    private static final Pattern LABEL =
            Pattern.compile("\\\\(?:label|notag|nonumber)(?:\\{[^{}]*})?");
    private static final Pattern TAG = Pattern.compile("\\\\tag\\*?\\s*\\{([^{}]*)}");
    private static final Pattern COLOR = Pattern.compile("\\\\color\\s*\\{");

    /** A length behind the end of a row; any other bracket there belongs to the next row. */
    private static final Pattern LINE_GAP =
            Pattern.compile(
                    "\\\\\\\\\\s*\\[\\s*(?:[-+]?\\s*(?:\\d+[.,]?\\d*|[.,]\\d+)\\s*"
                            + "(?:em|ex|mu|pt|pc|in|bp|cm|mm|dd|cc|sp|\\\\baselineskip)|\\\\jot)\\s*]");

    private static final Pattern STARRED =
            Pattern.compile("\\\\(begin|end)\\{(align|gather|multline|flalign)\\*}");
    private static final Pattern EQUATION = Pattern.compile("\\\\(?:begin|end)\\{equation\\*?}");
    private static final Pattern CASES = Pattern.compile("\\\\begin\\{[dr]?cases}");
    private static final Pattern CASES_END = Pattern.compile("\\\\end\\{[dr]?cases}");

    private static final Map<String, String> SAME =
            Map.of(
                    "lvert", "\\\\vert",
                    "rvert", "\\\\vert",
                    "lVert", "\\\\Vert",
                    "rVert", "\\\\Vert",
                    "pmb", "\\\\boldsymbol",
                    "hfill", "\\\\quad",
                    "newline", "\\\\\\\\",
                    "cancel", "\\\\st",
                    "ce", "\\\\mathrm",
                    "pounds", "\\\\text{£}");

    private static final Pattern GREEK_LETTER = Pattern.compile("[Α-Ωα-ω]");

    /** From alpha on, in the order of Unicode; final sigma is no letter of formulas. */
    private static final List<String> GREEK =
            List.of(
                    "alpha",
                    "beta",
                    "gamma",
                    "delta",
                    "varepsilon",
                    "zeta",
                    "eta",
                    "theta",
                    "iota",
                    "kappa",
                    "lambda",
                    "mu",
                    "nu",
                    "xi",
                    "o",
                    "pi",
                    "rho",
                    "varsigma",
                    "sigma",
                    "tau",
                    "upsilon",
                    "varphi",
                    "chi",
                    "psi",
                    "omega");

    private static final Set<String> CAPITALS =
            Set.of(
                    "gamma", "delta", "theta", "lambda", "xi", "pi", "sigma", "upsilon", "phi",
                    "psi", "omega");

    private LatexDialect() {}

    /** The fonts have Greek letters under their names only. */
    private static String greek(char letter) {
        boolean small = letter >= 'α';
        String name = GREEK.get(letter - (small ? 'α' : 'Α'));
        if (small) {
            return name.equals("o") ? "o" : "\\" + name + "{}";
        }
        String plain = name.replace("var", "");
        return CAPITALS.contains(plain)
                ? "\\" + Character.toUpperCase(plain.charAt(0)) + plain.substring(1) + "{}"
                : String.valueOf(letter);
    }

    /** LaTeX that may be read. */
    static String checked(String tex) throws FormulaRefused {
        if (tex.isBlank() || tex.length() > MOST_CHARACTERS) {
            throw new FormulaRefused("empty, or longer than " + MOST_CHARACTERS);
        }
        int depth = 0;
        for (int i = 0; i < tex.length(); i++) {
            char c = tex.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '{') {
                depth++;
            } else if (c == '}') {
                depth--;
            }
            if (depth > DEEPEST || depth < 0) {
                throw new FormulaRefused("nested deeper than " + DEEPEST + ", or not in pairs");
            }
        }
        if (depth != 0) {
            throw new FormulaRefused("a brace is not closed");
        }
        Matcher command = COMMAND.matcher(tex);
        int commands = 0;
        int opened = 0;
        while (command.find()) {
            String name = command.group(1);
            commands++;
            if (REFUSED.contains(name)) {
                throw new FormulaRefused("\\" + name + " is not drawn");
            }
            opened += name.equals("left") ? 1 : 0;
            opened += name.equals("begin") ? 1 : 0;
        }
        if (commands > MOST_CHARACTERS / 4 || opened > 4 * DEEPEST) {
            throw new FormulaRefused("too many commands");
        }
        if (REPEATED_COLUMNS.matcher(tex).find()) {
            throw new FormulaRefused("columns by number are not drawn");
        }
        return translated(tex);
    }

    private static String translated(String tex) {
        String text =
                GREEK_LETTER
                        .matcher(tex)
                        .replaceAll(letter ->
                                Matcher.quoteReplacement(greek(letter.group().charAt(0))));
        text = LABEL.matcher(text).replaceAll("");
        text = TAG.matcher(text).replaceAll("\\\\qquad\\\\text{($1)}");
        text = STARRED_OPERATOR.matcher(text).replaceAll("\\\\mathop{\\\\mathrm{$1}}");
        text = COLOR.matcher(text).replaceAll("\\\\textcolor{");
        text = LINE_GAP.matcher(text).replaceAll("\\\\\\\\\\\\\\\\");
        text = STARRED.matcher(text).replaceAll("\\\\$1{$2}");
        text = EQUATION.matcher(text).replaceAll("");
        text = CASES.matcher(text).replaceAll("\\\\left\\\\{\\\\begin{array}{ll}");
        text = CASES_END.matcher(text).replaceAll("\\\\end{array}\\\\right.");
        return COMMAND.matcher(text)
                .replaceAll(command ->
                        SAME.getOrDefault(
                                command.group(1), Matcher.quoteReplacement(command.group())));
    }
}
