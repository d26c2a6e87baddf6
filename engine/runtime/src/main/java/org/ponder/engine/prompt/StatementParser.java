package org.ponder.engine.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ponder.engine.prompt.Statement.Target;

/** Parses a whole template. */
final class StatementParser {
    private final TokenStream tokens;
    private final ExpressionParser expressions;

    /** Loops around the current place, inside the innermost macro. */
    private int loops;

    StatementParser(List<Token> tokens) {
        this.tokens = new TokenStream(tokens);
        this.expressions = new ExpressionParser(this.tokens);
    }

    /** All statements up to the end. */
    List<Statement> template() {
        List<Statement> body = body(Set.of());
        if (!tokens.at(Token.Kind.END)) {
            throw tokens.unexpected("the end of the template");
        }
        return body;
    }

    /** The names that the template reads. */
    Set<String> uses() {
        return expressions.uses();
    }

    /** Statements up to a tag with one of these words, whose word is the next token then. */
    private List<Statement> body(Set<String> ends) {
        tokens.enter();
        List<Statement> body = new ArrayList<>();
        while (!tokens.at(Token.Kind.END)) {
            Token token = tokens.next();
            switch (token.kind()) {
                case DATA -> body.add(new Statement.Data(Text.trusted(token.text())));
                case PRINT_BEGIN -> {
                    body.add(new Statement.Print(expressions.tuple(), token.line()));
                    tokens.expect(Token.Kind.PRINT_END, "'}}'");
                }
                default -> {
                    if (tokens.at(Token.Kind.NAME) && ends.contains(tokens.peek().text())) {
                        tokens.leave();
                        return body;
                    }
                    statement(body);
                    tokens.expect(Token.Kind.BLOCK_END, "'%}'");
                }
            }
        }
        if (!ends.isEmpty()) {
            throw tokens.unexpected("'" + ends.stream().sorted().toList().getLast() + "'");
        }
        tokens.leave();
        return body;
    }

    /** The body of a statement: the rest of its tag, then statements up to one of these words. */
    private List<Statement> bodyOf(String... ends) {
        tokens.skipOperator(":");
        tokens.expect(Token.Kind.BLOCK_END, "'%}'");
        return body(Set.of(ends));
    }

    private List<Statement> lastBodyOf(String end) {
        List<Statement> body = bodyOf(end);
        tokens.next();
        return body;
    }

    /** The body of something that is rendered on its own, so that it cannot leave a loop. */
    private List<Statement> bodyOutsideOfLoops(String end) {
        int around = loops;
        loops = 0;
        List<Statement> body = lastBodyOf(end);
        loops = around;
        return body;
    }

    private void statement(List<Statement> to) {
        Token word = tokens.expect(Token.Kind.NAME, "a statement");
        int line = word.line();
        switch (word.text()) {
            case "if" -> to.add(ifStatement());
            case "for" -> to.add(forStatement(line));
            case "set" -> to.add(set(line));
            case "macro" -> to.add(macro(line));
            case "call" -> to.add(callBlock(line));
            case "filter" -> to.add(filterBlock(line));
            case "with" -> to.add(with(line));
            case "generation" -> to.add(new Statement.Scoped(bodyOutsideOfLoops("endgeneration")));
            case "break" -> to.add(inLoop(new Statement.Break(), word));
            case "continue" -> to.add(inLoop(new Statement.Continue(), word));
            case "print" -> print(to, line);
            default ->
                    throw new TemplateFailure(
                            "the statement '" + word.text() + "' is not known", line);
        }
    }

    private Statement inLoop(Statement statement, Token word) {
        if (loops == 0) {
            throw new TemplateFailure(
                    "'" + word.text() + "' stands outside of a loop", word.line());
        }
        return statement;
    }

    private Statement ifStatement() {
        List<Statement.Branch> branches = new ArrayList<>();
        List<Statement> otherwise = List.of();
        Token end;
        do {
            int line = tokens.line();
            Expression test = expressions.tupleWithoutCondition();
            List<Statement> body = bodyOf("elif", "else", "endif");
            branches.add(new Statement.Branch(test, body, line));
            end = tokens.next();
        } while (end.isName("elif"));
        if (end.isName("else")) {
            otherwise = lastBodyOf("endif");
        }
        return new Statement.If(branches, otherwise);
    }

    private Statement forStatement(int line) {
        Target target = target(expressions.targets(), line);
        tokens.expectWord("in");
        Expression items = expressions.tupleWithoutCondition();
        Expression test = tokens.skipName("if") ? expressions.expression() : null;
        boolean recursive = tokens.skipName("recursive");
        loops++;
        List<Statement> body = bodyOf("endfor", "else");
        loops--;
        List<Statement> otherwise = List.of();
        if (tokens.next().isName("else")) {
            otherwise = lastBodyOf("endfor");
        }
        return new Statement.For(target, items, test, recursive, body, otherwise, line);
    }

    private Statement set(int line) {
        Target target;
        if (tokens.at(Token.Kind.NAME) && tokens.peekNext().isOperator(".")) {
            String namespace = tokens.expectName();
            tokens.next();
            target = new Target.NamespaceMember(namespace, tokens.expectName());
        } else {
            target = target(expressions.targets(), line);
        }
        if (tokens.skipOperator("=")) {
            return new Statement.Set(target, expressions.tuple(), line);
        }
        List<Expression.Filtered> filters = new ArrayList<>();
        while (tokens.skipOperator("|")) {
            filters.add(expressions.filter(null));
        }
        return new Statement.SetBlock(target, filters, lastBodyOf("endset"), line);
    }

    private static Target target(Expression written, int line) {
        return switch (written) {
            case Expression.Name name -> new Target.Variable(name.name());
            case Expression.Sequence several when several.tuple() ->
                    new Target.Several(
                            several.items().stream().map(item -> target(item, line)).toList());
            default -> throw new TemplateFailure("nothing can be assigned to this", line);
        };
    }

    private Statement macro(int line) {
        String name = tokens.expectName();
        expressions.enterMacro();
        List<Statement.Parameter> parameters = parameters();
        List<Statement> body = bodyOutsideOfLoops("endmacro");
        Set<String> uses = expressions.leaveMacro();
        return new Statement.MacroDefinition(
                new Statement.MacroBody(name, parameters, body, uses), line);
    }

    private List<Statement.Parameter> parameters() {
        List<Statement.Parameter> parameters = new ArrayList<>();
        boolean defaults = false;
        tokens.expectOperator("(");
        while (!tokens.skipOperator(")")) {
            if (!parameters.isEmpty()) {
                tokens.expectOperator(",");
            }
            String name = tokens.expectName();
            Expression byDefault = tokens.skipOperator("=") ? expressions.expression() : null;
            if (defaults && byDefault == null) {
                throw new TemplateFailure(
                        "the parameter '" + name + "' needs a default, as those before it",
                        tokens.line());
            }
            defaults = byDefault != null;
            parameters.add(new Statement.Parameter(name, byDefault));
        }
        return parameters;
    }

    private Statement callBlock(int line) {
        expressions.enterMacro();
        List<Statement.Parameter> parameters = tokens.atOperator("(") ? parameters() : List.of();
        Expression call = expressions.expression();
        List<Statement> body = bodyOutsideOfLoops("endcall");
        Set<String> uses = expressions.leaveMacro();
        if (!(call instanceof Expression.Call macroCall)) {
            throw new TemplateFailure("expected a call of a macro", line);
        }
        return new Statement.CallBlock(
                new Statement.MacroBody("caller", parameters, body, uses), macroCall, line);
    }

    private Statement filterBlock(int line) {
        List<Expression.Filtered> filters = new ArrayList<>();
        do {
            filters.add(expressions.filter(null));
        } while (tokens.skipOperator("|"));
        return new Statement.FilterBlock(filters, lastBodyOf("endfilter"), line);
    }

    private Statement with(int line) {
        List<Target> targets = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        while (!tokens.at(Token.Kind.BLOCK_END) && !tokens.atOperator(":")) {
            if (!targets.isEmpty()) {
                tokens.expectOperator(",");
            }
            targets.add(target(expressions.targets(), line));
            tokens.expectOperator("=");
            values.add(expressions.expression());
        }
        return new Statement.With(targets, values, lastBodyOf("endwith"), line);
    }

    private void print(List<Statement> to, int line) {
        boolean first = true;
        while (!tokens.at(Token.Kind.BLOCK_END)) {
            if (!first) {
                tokens.expectOperator(",");
            }
            to.add(new Statement.Print(expressions.expression(), line));
            first = false;
        }
    }
}
