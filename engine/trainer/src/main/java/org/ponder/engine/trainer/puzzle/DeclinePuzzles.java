package org.ponder.engine.trainer.puzzle;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Questions beyond Pebble, which it should decline and say what it can do. */
final class DeclinePuzzles {
    private static final String THOUGHT =
            "Let me see. This is not letter counting, adding, reversing or comparing. I am too small to"
                    + " know it, and I should say so.";
    private static final String ANSWER =
            "I am too small a model to answer that well. I can "
                    + TalkPuzzles.ABILITIES
                    + ". For this question, open a larger model such as DeepSeek-R1-Distill-Qwen-1.5B.";

    private static final String[] LANDS = {
        "France", "Japan", "Brazil", "Kenya", "Norway", "Italy", "India", "Peru", "Egypt", "Canada",
        "Spain", "China", "Chile", "Poland", "Germany", "Mexico", "Ghana", "Greece", "Turkey",
                "Iceland"
    };
    private static final String[] PEOPLE = {
        "Einstein",
        "Mozart",
        "Napoleon",
        "Shakespeare",
        "Cleopatra",
        "Newton",
        "Picasso",
        "Gandhi",
        "Darwin",
        "Marie Curie",
        "Beethoven",
        "Lincoln",
        "Columbus",
        "Galileo",
        "Confucius"
    };
    private static final String[] TOPICS = {
        "gravity",
        "love",
        "inflation",
        "quantum physics",
        "photosynthesis",
        "democracy",
        "the stock market",
        "evolution",
        "electricity",
        "black holes",
        "the moon landing",
        "machine learning",
        "volcanoes",
        "climate change",
        "dinosaurs",
        "music",
        "vaccines",
        "the internet",
        "chess",
        "philosophy",
        "football",
        "cooking",
        "the Roman empire",
        "earthquakes",
        "dreams"
    };
    private static final String[] THINGS = {
        "bread",
        "a cake",
        "pasta",
        "a paper plane",
        "a garden",
        "soup",
        "a budget",
        "a bicycle",
        "a kite",
        "coffee",
        "a website",
        "a treehouse",
        "pizza",
        "a resume",
        "a fire"
    };
    private static final String[] LANGUAGES = {
        "French",
        "Spanish",
        "German",
        "Japanese",
        "Italian",
        "Russian",
        "Korean",
        "Latin",
        "Arabic",
        "Chinese"
    };
    private static final String[] CODES = {
        "Python", "Java", "C", "JavaScript", "SQL", "Rust", "Go", "HTML", "Kotlin", "Haskell"
    };
    private static final String[][] FACTS = {LANDS, PEOPLE, TOPICS, THINGS, LANGUAGES, CODES};

    /** 0 a land, 1 a person, 2 a topic, 3 a thing to make, 4 a language, 5 one for programming. */
    private static final Phrasings OUTSIDE =
            Phrasings.of(
                    "outside",
                    "What is the capital of {0}?",
                    "Who is the president of {0}?",
                    "How many people live in {0}?",
                    "What language do they speak in {0}?",
                    "How big is {0}?",
                    "Tell me about {0}.",
                    "Where is {0}?",
                    "What is the best food in {0}?",
                    "Should I travel to {0}?",
                    "What is the weather like in {0}?",
                    "Who was {1}?",
                    "When was {1} born?",
                    "What did {1} do?",
                    "Why is {1} famous?",
                    "Where did {1} live?",
                    "Tell me something about {1}.",
                    "Write a letter to {1}.",
                    "How old was {1} when he died?",
                    "Is {1} still alive?",
                    "When did {1} die?",
                    "Explain {2}.",
                    "What is {2}?",
                    "How does {2} work?",
                    "Why is {2} important?",
                    "Can you explain {2} to me?",
                    "Write an essay about {2}.",
                    "Tell me about {2}.",
                    "Write a poem about {2}.",
                    "What do you think about {2}?",
                    "Tell me a story about {2}.",
                    "Summarize the history of {2}.",
                    "Who invented {2}?",
                    "What causes {2}?",
                    "Explain {2} to a child.",
                    "What is the meaning of {2}?",
                    "How do I make {3}?",
                    "How can I make {3} at home?",
                    "Give me a recipe for {3}.",
                    "What do I need for {3}?",
                    "How much does {3} cost?",
                    "Translate \"good morning\" into {4}.",
                    "How do you say thank you in {4}?",
                    "Translate this into {4}: I am hungry",
                    "Is {4} hard to learn?",
                    "Teach me some {4}.",
                    "Write a program in {5}.",
                    "Write a function in {5} that reads a file.",
                    "What is a loop in {5}?",
                    "How do I install {5}?",
                    "Fix my {5} code.",
                    "Is {5} better than Python?",
                    "Write hello world in {5}.",
                    "Why does my {5} program crash?",
                    "What is the meaning of life?",
                    "Write a story.",
                    "Tell me a joke.",
                    "What time is it?",
                    "What is the weather today?",
                    "Who won the world cup?",
                    "Recommend a good book.",
                    "Recommend a movie.",
                    "What should I eat tonight?",
                    "How do airplanes fly?",
                    "Why is the sky blue?",
                    "Why do cats purr?",
                    "How far is the moon?",
                    "What is the speed of light?",
                    "How many planets are there?",
                    "What is the largest ocean?",
                    "What is the longest river?",
                    "How tall is Mount Everest?",
                    "Who wrote Hamlet?",
                    "Who painted the Mona Lisa?",
                    "When did the war end?",
                    "Who discovered penicillin?",
                    "What is 17 divided by 4?",
                    "What is the square root of 144?",
                    "Solve x^2 + 3x = 10.",
                    "What is 15% of 80?",
                    "What is the derivative of x^2?",
                    "Solve the equation 2x + 5 = 11.",
                    "What is pi?",
                    "Prove that 2 is prime.",
                    "Is 97 a prime number?",
                    "What is the cube root of 27?",
                    "I feel sad today.",
                    "I have a headache, what should I do?",
                    "Should I quit my job?",
                    "How do I lose weight?",
                    "How can I sleep better?",
                    "Give me advice about my boss.",
                    "Do you love me?",
                    "Are you alive?",
                    "What is your favorite color?",
                    "Do you have feelings?",
                    "Write an email to my landlord.",
                    "Plan a trip for three days.",
                    "Write a song.",
                    "Draw a picture of a house.",
                    "Write a short poem about the sea.",
                    "What does the word ephemeral mean?",
                    "Give me a synonym for happy.",
                    "What rhymes with orange?",
                    "Define justice.",
                    "What is the opposite of hot?",
                    "Summarize this text for me.",
                    "Correct my grammar: he go home",
                    "Who is the richest person?",
                    "What is bitcoin?",
                    "Which phone should I buy?",
                    "Can you search the web?",
                    "Open my calendar.",
                    "Call my mother.",
                    "Play some music.",
                    "Set a timer for ten minutes.",
                    "How many days are in a year?",
                    "How many grams are in a pound?",
                    "Convert 10 miles to km.",
                    "How many bones does a human have?",
                    "How many states are in the USA?",
                    "How many legs does a spider have?",
                    "Where can I buy shoes?",
                    "Where is the nearest station?",
                    "Where do penguins live?",
                    "Where was pizza invented?",
                    "How do magnets work?",
                    "What is DNA?",
                    "What is an atom?",
                    "What is the chemical formula of water?",
                    "What is the boiling point of water?",
                    "What happened in 1969?",
                    "When did World War II start?",
                    "Who was the first man on the moon?",
                    "What is the oldest city?",
                    "Which country has the most people?",
                    "法国的首都是哪里？",
                    "今天天气怎么样？",
                    "请写一首诗",
                    "怎么学英语？",
                    "什么是人工智能？",
                    "给我讲个笑话",
                    "天空为什么是蓝色的？",
                    "请翻译这句话",
                    "谁是爱因斯坦？",
                    "推荐一本书");

    private DeclinePuzzles() {}

    static Puzzle decline(Split split, Random random) {
        Family[] untaught =
                Arrays.stream(Family.values()).filter(f -> !f.taught()).toArray(Family[]::new);
        if (split == Split.TRAIN && untaught.length > 0 && random.nextInt(5) < 2) {
            Puzzle beyond = untaught[random.nextInt(untaught.length)].make(split, random);
            return declined(beyond.phrasing(), beyond.question());
        }
        String[] facts = new String[FACTS.length];
        for (int i = 0; i < facts.length; i++) {
            facts[i] = Words.pick(split, random, FACTS[i]);
        }
        Phrasings.Asked question = OUTSIDE.ask(split, random, facts);
        return declined(question.phrasing(), question.text());
    }

    private static Puzzle declined(String phrasing, String question) {
        return new Puzzle(
                Family.DECLINE, phrasing, List.of(), question, THOUGHT, ANSWER, Graders.declines());
    }
}
