package org.ponder.engine.transformer;

import java.util.List;

/** The families of models that Ponder runs. */
final class Architectures {
    private static final List<Architecture> KNOWN =
            List.of(
                    new Llama(),
                    new Qwen2(),
                    new Qwen3(),
                    new Qwen3Moe(),
                    new DeepSeek2(),
                    new GptOss(),
                    new Gemma3(),
                    new Phi3());

    private Architectures() {}

    static Architecture of(String name) throws UnsupportedModelException {
        for (Architecture architecture : KNOWN) {
            if (architecture.name().equals(name)) {
                return architecture;
            }
        }
        throw new UnsupportedModelException(name, names());
    }

    static List<String> names() {
        return KNOWN.stream().map(Architecture::name).sorted().toList();
    }
}
