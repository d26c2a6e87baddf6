package org.ponder.app.highlight;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names that models write behind a fence, and the rules that fit them. */
final class Languages {
    private static final Map<String, String> STYLES =
            Map.ofEntries(
                    Map.entry("actionscript", "text/actionscript"),
                    Map.entry("asm", "text/asm"),
                    Map.entry("assembly", "text/asm"),
                    Map.entry("nasm", "text/asm"),
                    Map.entry("bash", "text/unix"),
                    Map.entry("sh", "text/unix"),
                    Map.entry("shell", "text/unix"),
                    Map.entry("console", "text/unix"),
                    Map.entry("zsh", "text/unix"),
                    Map.entry("bat", "text/bat"),
                    Map.entry("batch", "text/bat"),
                    Map.entry("cmd", "text/bat"),
                    Map.entry("c", "text/c"),
                    Map.entry("h", "text/c"),
                    Map.entry("clojure", "text/clojure"),
                    Map.entry("clj", "text/clojure"),
                    Map.entry("cpp", "text/cpp"),
                    Map.entry("c++", "text/cpp"),
                    Map.entry("cc", "text/cpp"),
                    Map.entry("hpp", "text/cpp"),
                    Map.entry("cuda", "text/cpp"),
                    Map.entry("cs", "text/cs"),
                    Map.entry("csharp", "text/cs"),
                    Map.entry("c#", "text/cs"),
                    Map.entry("css", "text/css"),
                    Map.entry("scss", "text/less"),
                    Map.entry("less", "text/less"),
                    Map.entry("csv", "text/csv"),
                    Map.entry("d", "text/d"),
                    Map.entry("dart", "text/dart"),
                    Map.entry("delphi", "text/delphi"),
                    Map.entry("pascal", "text/delphi"),
                    Map.entry("dockerfile", "text/dockerfile"),
                    Map.entry("docker", "text/dockerfile"),
                    Map.entry("fortran", "text/fortran"),
                    Map.entry("go", "text/golang"),
                    Map.entry("golang", "text/golang"),
                    Map.entry("groovy", "text/groovy"),
                    Map.entry("gradle", "text/groovy"),
                    Map.entry("html", "text/html"),
                    Map.entry("vue", "text/html"),
                    Map.entry("ini", "text/ini"),
                    Map.entry("toml", "text/ini"),
                    Map.entry("java", "text/java"),
                    Map.entry("javascript", "text/javascript"),
                    Map.entry("js", "text/javascript"),
                    Map.entry("jsx", "text/javascript"),
                    Map.entry("node", "text/javascript"),
                    Map.entry("json", "text/json"),
                    Map.entry("jsonc", "text/jshintrc"),
                    Map.entry("json5", "text/jshintrc"),
                    Map.entry("jsp", "text/jsp"),
                    Map.entry("kotlin", "text/kotlin"),
                    Map.entry("kt", "text/kotlin"),
                    Map.entry("latex", "text/latex"),
                    Map.entry("tex", "text/latex"),
                    Map.entry("lisp", "text/lisp"),
                    Map.entry("scheme", "text/lisp"),
                    Map.entry("lua", "text/lua"),
                    Map.entry("makefile", "text/makefile"),
                    Map.entry("make", "text/makefile"),
                    Map.entry("perl", "text/perl"),
                    Map.entry("php", "text/php"),
                    Map.entry("proto", "text/proto"),
                    Map.entry("protobuf", "text/proto"),
                    Map.entry("properties", "text/properties"),
                    Map.entry("python", "text/python"),
                    Map.entry("py", "text/python"),
                    Map.entry("python3", "text/python"),
                    Map.entry("ruby", "text/ruby"),
                    Map.entry("rb", "text/ruby"),
                    Map.entry("rust", "text/rust"),
                    Map.entry("rs", "text/rust"),
                    Map.entry("sas", "text/sas"),
                    Map.entry("scala", "text/scala"),
                    Map.entry("sql", "text/sql"),
                    Map.entry("mysql", "text/sql"),
                    Map.entry("postgresql", "text/sql"),
                    Map.entry("sqlite", "text/sql"),
                    Map.entry("tcl", "text/tcl"),
                    Map.entry("typescript", "text/typescript"),
                    Map.entry("ts", "text/typescript"),
                    Map.entry("tsx", "text/typescript"),
                    Map.entry("vb", "text/vb"),
                    Map.entry("vbnet", "text/vb"),
                    Map.entry("vhdl", "text/vhdl"),
                    Map.entry("xml", "text/xml"),
                    Map.entry("svg", "text/xml"),
                    Map.entry("xhtml", "text/xml"),
                    Map.entry("fxml", "text/xml"),
                    Map.entry("yaml", "text/yaml"),
                    Map.entry("yml", "text/yaml"));

    private Languages() {}

    /** The rules for a language; nothing where it has none. */
    static Optional<String> style(String language) {
        return Optional.ofNullable(STYLES.get(language.toLowerCase(Locale.ROOT)));
    }

    static Set<String> names() {
        return STYLES.keySet();
    }
}
