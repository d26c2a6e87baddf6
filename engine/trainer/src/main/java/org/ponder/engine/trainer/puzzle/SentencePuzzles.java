package org.ponder.engine.trainer.puzzle;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Sentences that end in a given word, out of a small grammar. */
final class SentencePuzzles {
    private static final String[] NUMBERS = {
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"
    };
    private static final Phrasings ASK =
            Phrasings.of(
                    "sentences",
                    "Write {0} sentences that end in {1}.",
                    "Write {0} sentences that end with the word {1}.",
                    "Give me {0} sentences that end in {1}.",
                    "Give me {0} sentences ending in the word {1}.",
                    "Give me {0} sentences that end in the word {1}.",
                    "Write {0} sentences ending with {1}.",
                    "Make {0} sentences that end in the word \"{1}\".",
                    "Please write {0} sentences that end in {1}.",
                    "{0} sentences ending in {1}",
                    "Write {0} sentences ending in {1}.",
                    "I need {0} sentences that end with {1}.",
                    "Can you write {0} sentences that end in the word {1}?",
                    "Write me {0} sentences with {1} as the last word.",
                    "Generate {0} sentences that end in \"{1}\".",
                    "Please give me {0} sentences that end in the word {1}.",
                    "Write {0} different sentences that end in {1}.",
                    "Come up with {0} sentences ending in {1}.",
                    "{0} sentences that end with {1}, please",
                    "Make up {0} sentences that end with the word {1}.",
                    "Can you give me {0} sentences that end in {1}?",
                    "Please make {0} sentences ending with the word {1}.",
                    "I want {0} sentences that end in the word {1}.",
                    "List {0} sentences ending with {1}.",
                    "Create {0} sentences that end in {1}.",
                    "Please write {0} sentences ending in the word \"{1}\".");

    private static final String[] WHO = {
        "Anna", "Ben", "The girl", "The boy", "My friend", "A child", "The teacher", "Mia", "Tom",
        "My sister", "The old man", "We", "They", "She", "He", "I", "The cook", "Our neighbor"
    };
    private static final String[] DID = {
        "saw the",
        "liked the",
        "found the",
        "wanted the",
        "drew the",
        "talked about the",
        "looked at the",
        "asked for the",
        "dreamed of the",
        "forgot the",
        "told me about the",
        "pointed at the",
        "felt happy with the",
        "remembered the",
        "wrote about the",
        "thought of the"
    };
    private static final String[] LIKE = {
        "", "", "", "big ", "small ", "old ", "new ", "red ", "nice ", "last "
    };

    private SentencePuzzles() {}

    static Puzzle sentences(Split split, Random random) {
        int count = random.nextInt(3) == 0 ? 10 : 2 + random.nextInt(9);
        String word = Words.real(split, random, 3, 10);
        String number = random.nextBoolean() ? String.valueOf(count) : NUMBERS[count - 1];
        Phrasings.Asked question = ASK.ask(split, random, number, word);
        Set<String> sentences = new LinkedHashSet<>();
        int who = random.nextInt(WHO.length); // In their order, so that no sentence comes twice.
        while (sentences.size() < count) {
            sentences.add(
                    WHO[who++ % WHO.length]
                            + " "
                            + DID[random.nextInt(DID.length)]
                            + " "
                            + LIKE[random.nextInt(LIKE.length)]
                            + word
                            + ".");
        }
        StringBuilder answer = new StringBuilder();
        int line = 0;
        for (String sentence : sentences) {
            answer.append(line == 0 ? "" : "\n").append(++line).append(". ").append(sentence);
        }
        return new Puzzle(
                Family.SENTENCES,
                question.phrasing(),
                List.of(word),
                question.text(),
                "I need "
                        + count
                        + " different sentences, and each must end in "
                        + word
                        + ". I count from 1 to "
                        + count
                        + " and stop at "
                        + count
                        + ".",
                answer.toString(),
                Graders.sentences(count, word));
    }
}
