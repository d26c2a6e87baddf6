package org.ponder.engine.trainer.puzzle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * More wordings for training, put together from parts: every first part before every second and so
 * on. Parts of one place are told apart by {@code |}.
 */
final class Combinations {
    private static final String SORT_VERBS =
            "Sort|Order|Arrange|Please sort|Can you sort|Please order|"
                    + "Please arrange|Could you sort|Sort for me";

    private static final String UPWARDS =
            "| from small to large| from smallest to largest|"
                    + " from low to high| from small to big| in ascending order|"
                    + " from lowest to highest| in increasing order| upwards|"
                    + ", smallest first|, the lowest first";

    private static final String THESE =
            " these numbers| these| the following numbers| this list|" + " the numbers";

    private static final String DOWNWARDS =
            " from large to small| from largest to smallest|"
                    + " from high to low| from big to small| in descending order|"
                    + " from highest to lowest| in decreasing order| downwards|"
                    + ", largest first|, the highest first|, biggest first";

    private static final String WHAT_DAY =
            "What day |Which day |What weekday |Which weekday |"
                    + "What day of the week |Which day of the week ";

    private static final String TODAY =
            "Today is {1}. |It is {1}. |If today is {1}, |"
                    + "Suppose it is {1}. |Now it is {1}. |If it is {1}, |"
                    + "Say it is {1} today. |We have {1}. ";

    private static final String THEN_WHAT_DAY =
            "what day |which day |what weekday |which weekday |"
                    + "what day of the week |which day of the week ";

    private static final String POLITE = "|Please |Can you |Could you |I want you to |Now ";

    private static final String CUP_IS =
            "The {1} is |Then the {1} is |Next, the {1} is |" + "Later the {1} is |Now the {1} is ";

    private static final String PERSON = "{2} |Then {2} |Next, {2} |Later {2} |Now {2} |Someone ";

    private static final Map<String, List<String>> ALL =
            Map.ofEntries(
                    Map.entry(
                            "sort-up",
                            together(
                                    every(
                                            SORT_VERBS,
                                            " {0}| the numbers {0}| the list {0}",
                                            UPWARDS,
                                            "."),
                                    every(SORT_VERBS, THESE, UPWARDS, ": {0}"))),
                    Map.entry(
                            "sort-down",
                            together(
                                    every(
                                            SORT_VERBS,
                                            " {0}| the numbers {0}| the list {0}",
                                            DOWNWARDS,
                                            "."),
                                    every(SORT_VERBS, THESE, DOWNWARDS, ": {0}"))),
                    Map.entry(
                            "sort-words",
                            together(
                                    every(
                                            SORT_VERBS,
                                            " {0}| the words {0}",
                                            " alphabetically| in alphabetical order| from a to z|"
                                                    + " by the alphabet| by their letters",
                                            "."),
                                    every(
                                            SORT_VERBS,
                                            " these words| the following words| the words|"
                                                    + " this list of words",
                                            "| alphabetically| in alphabetical order| from a to z|"
                                                    + " by the alphabet| by their letters",
                                            ": {0}"))),
                    Map.entry(
                            "who-most",
                            every(
                                    "|So |Now |And |Then |Well, |OK, ",
                                    "who is the {0}?|who is {0}?|which one is the {0}?|"
                                            + "which of them is {0}?|which of them is the {0}?|"
                                            + "who of them is {0}?|who must be the {0}?|"
                                            + "who would be the {0}?|which person is {0}?|"
                                            + "who among them is the {0}?|who is the {0} one?|"
                                            + "who is the {0} of all?|can you name the {0}?|"
                                            + "say who is the {0}.|which of these is the {0}?")),
                    Map.entry(
                            "whether-more",
                            every(
                                    "|So |Now |And |Then |Well, |OK, ",
                                    "is {0} {2} than {1}?|must {0} be {2} than {1}?|"
                                            + "do we know that {0} is {2} than {1}?|"
                                            + "is it right that {0} is {2} than {1}?|"
                                            + "could {0} be {2} than {1}?|"
                                            + "does this mean {0} is {2} than {1}?|"
                                            + "would that make {0} {2} than {1}?|"
                                            + "can we say that {0} is {2} than {1}?|"
                                            + "is {0} {2} than {1}, yes or no?|"
                                            + "do they tell us that {0} is {2} than {1}?")),
                    Map.entry(
                            "weekday-after",
                            together(
                                    every(
                                            WHAT_DAY,
                                            "is |will it be |comes |do we have |is it ",
                                            "{0} days after {1}?|{0} days later than {1}?|"
                                                    + "{0} days from {1}?"),
                                    every(
                                            TODAY,
                                            THEN_WHAT_DAY,
                                            "is it|will it be|comes|do we have",
                                            " in {0} days?| {0} days later?| {0} days from now?|"
                                                    + " after {0} days?"))),
                    Map.entry(
                            "weekday-before",
                            together(
                                    every(
                                            WHAT_DAY,
                                            "is |was it |comes |did we have |is it ",
                                            "{0} days before {1}?|{0} days earlier than {1}?|"
                                                    + "{0} days back from {1}?"),
                                    every(
                                            TODAY,
                                            THEN_WHAT_DAY,
                                            "was it|came|did we have|was",
                                            " {0} days ago?| {0} days earlier?| {0} days before?|"
                                                    + " {0} days back?| {0} days before that?"))),
                    Map.entry(
                            "count",
                            together(
                                    every(
                                            POLITE,
                                            "count the letter {0} in {1}|count the {0}'s in {1}|"
                                                    + "tell me how many {0}'s are in {1}|"
                                                    + "count how often {0} is in {1}|"
                                                    + "find out how many times {0} is in {1}|"
                                                    + "say how many {0}'s {1} has",
                                            "|.| for me."),
                                    every(
                                            "How many |So how many |And how many |Just how many ",
                                            "{0}'s |letters {0} |times {0} ",
                                            "are in {1}?|are there in {1}?|do I find in {1}?|"
                                                    + "are in the word {1}?|do you count in {1}?"))),
                    Map.entry(
                            "spell",
                            every(
                                    POLITE,
                                    "spell {0}|spell the word {0}|spell out {0}|"
                                            + "spell out the word {0}|write {0} letter by letter|"
                                            + "give me the letters of {0}|show me the letters of {0}|"
                                            + "tell me how {0} is spelled|list all letters of {0}",
                                    "|.| for me.")),
                    Map.entry(
                            "reverse",
                            every(
                                    POLITE,
                                    "reverse {0}|reverse the word {0}|write {0} backwards|"
                                            + "spell {0} backwards|spell the word {0} backwards|"
                                            + "turn {0} around|turn {0} back to front|"
                                            + "write {0} from right to left|"
                                            + "write {0} from the end to the start|say {0} in reverse|"
                                            + "give me {0} backwards",
                                    "|.| for me.")),
                    Map.entry(
                            "sort-letters",
                            every(
                                    POLITE,
                                    "sort|order|arrange|put in order|alphabetize",
                                    " the letters of {0}| the letters in {0}| all letters of {0}|"
                                            + " the letters of the word {0}",
                                    "| alphabetically| from a to z| in alphabetical order",
                                    "|.")),
                    Map.entry(
                            "hello",
                            every(
                                    "hello|hi|hey|hi there|hello there|good morning|good evening|"
                                            + "good day|greetings|hey there|good afternoon",
                                    "|!| pebble|, Pebble!| again| my friend| ponder| everyone|"
                                            + " to you| dear pebble|, how are you doing?|"
                                            + ", how are you today?| from me|, nice to see you|"
                                            + ", are you awake?|, can we talk?|, anyone here?| old friend|"
                                            + ", how is it going?| little model|, how do you do?")),
                    Map.entry(
                            "who",
                            every(
                                    "|So |And |Now |But |Please, |OK, ",
                                    "who are you?|what are you?|what is your name?|"
                                            + "what do I call you?|who am I chatting with?|are you human?|"
                                            + "are you a person?|are you a computer?|are you a chatbot?|"
                                            + "are you real?|what sort of model are you?|"
                                            + "which model is this?|what model is this?|do you have a name?|"
                                            + "how should I call you?|tell me about you.|introduce yourself.|"
                                            + "who built you?|who trained you?|where do you come from?|"
                                            + "what should I call you?|are you an assistant?|what is Pebble?|"
                                            + "is this Pebble?|am I talking to Pebble?|who is talking?|"
                                            + "who is answering me?")),
                    Map.entry(
                            "abilities",
                            every(
                                    "|So |And |Please, |OK, |Now ",
                                    "what can you do?|what can you do well?|what do you do best?|"
                                            + "what can I try with you?|what should I ask you?|"
                                            + "what can I do with you?|how can you help?|what can you solve?|"
                                            + "which puzzles can you do?|"
                                            + "what kind of questions do you answer?|"
                                            + "what are your abilities?|what are your talents?|"
                                            + "tell me your skills.|tell me what I can ask.|"
                                            + "show me your skills.|help me, what can you do?|"
                                            + "list what you can do.|what do you understand?|"
                                            + "what are you made for?|what is it that you can do?|"
                                            + "what should I use you for?|what works with you?|"
                                            + "can you do puzzles?|do you know puzzles?|"
                                            + "what tasks can you do?|how does this work?|"
                                            + "what is possible here?|give me an idea what to ask.")),
                    Map.entry(
                            "thanks",
                            together(
                                    every(
                                            "Thanks|Thank you|Many thanks|thx|thank you so much|"
                                                    + "thanks a lot|thanks very much|big thanks|a big thank you",
                                            "|!|, that helps|, pebble| for the answer| for this|, great|"
                                                    + ", that was nice|, good job|, well said| for helping me|"
                                                    + " my friend|, that is all| indeed|, perfect|, you are great|"
                                                    + " for explaining|, very helpful|, I like it|, this is right|"
                                                    + ", see you later|, until tomorrow"),
                                    every(
                                            "ok |great |perfect |nice |cool |super |lovely |good |wow |"
                                                    + "alright |right, |very nice, ",
                                            "thanks|thank you|thx|many thanks|thanks pebble"))),
                    Map.entry(
                            "bye",
                            together(
                                    every(
                                            "bye|goodbye|bye bye|see you|good night|farewell|so long|"
                                                    + "see ya|cheerio|take care",
                                            "|!| pebble| now| for now| my friend|, see you|, thank you|"
                                                    + " and thanks|, many thanks| until tomorrow|, have a good day|"
                                                    + " everyone|, I must go|, I am off|, sleep well| for today|"
                                                    + ", talk soon|, that is all|, until next time|, it was nice"),
                                    every(
                                            "I must go|I have to leave|I am leaving|I am done|"
                                                    + "I need to sleep|I am off|time to go|that is all for today|"
                                                    + "that was all|I will be back|until tomorrow|until next time|"
                                                    + "catch you later|talk to you soon|ok I am going|"
                                                    + "have a nice day|have a good evening|have a nice weekend|ok",
                                            ", bye|, goodbye|! Bye|, see you|. Bye bye"))),
                    Map.entry(
                            "hello-zh",
                            every(
                                    "你好|您好|嗨|哈喽|早上好|晚上好|下午好|早安|大家好",
                                    "|！|，Pebble|啊|呀|哦|，朋友|，在吗？|，很高兴认识你|，小石子")),
                    Map.entry(
                            "who-zh",
                            every(
                                    "|请问|那么|喂，|请告诉我",
                                    "你是谁|你叫什么|你叫什么名字|你是什么|你是什么模型|你是机器人吗|你是人吗|你的名字是什么|你是哪个模型|"
                                            + "介绍一下你自己|自我介绍一下|你是真人吗|你是人工智能吗",
                                    "|？")),
                    Map.entry(
                            "abilities-zh",
                            every(
                                    "|请问|那么|告诉我|请告诉我",
                                    "你会做什么|你能做什么|你会什么|你能帮我做什么|你可以做什么|你会干嘛|你能干什么|你会干些什么|你有什么能力|"
                                            + "你有什么本领|你擅长什么|我可以问你什么|你能回答什么问题|你可以帮我什么|你都会什么|你会哪些题",
                                    "|？")),
                    Map.entry(
                            "thanks-zh",
                            together(
                                    every(
                                            "谢谢|多谢|感谢|非常感谢|太谢谢了|谢啦|十分感谢|很感谢",
                                            "|！|你|您|，Pebble|你的帮助|你的回答|，太好了|，很好"),
                                    every("好的，|嗯，|太好了，|行，", "谢谢|多谢|谢谢你|感谢"))),
                    Map.entry(
                            "put",
                            together(
                                    every(
                                            "{2} |Someone ",
                                            "puts|drops|places|lays|hides|throws|leaves|slips|tosses",
                                            " a {0} in a {1}.| a {0} into a {1}."),
                                    every(
                                            "A {0} ",
                                            "is put|is dropped|is placed|is laid|is hidden|is left|is kept|"
                                                    + "sits|rests|is",
                                            " in a {1}."))),
                    Map.entry(
                            "turn",
                            together(
                                    every(
                                            CUP_IS,
                                            "turned upside down|turned over|flipped over|"
                                                    + "flipped upside down|flipped|tipped over|inverted|upended|"
                                                    + "overturned",
                                            " and put| and placed| and set|",
                                            " on the {3}.| on a {3}."),
                                    every(
                                            PERSON,
                                            "turns the {1} upside down|turns the {1} over|flips the {1}|"
                                                    + "flips the {1} over|flips the {1} upside down|"
                                                    + "tips the {1} over|inverts the {1}|turns over the {1}|"
                                                    + "flips over the {1}|upends the {1}",
                                            " and puts it| and sets it| and places it|",
                                            " on the {3}.| on a {3}."),
                                    every(
                                            PERSON,
                                            "turns the {1} upside down|turns the {1} over|flips the {1}|"
                                                    + "flips the {1} over|tips the {1} over",
                                            " onto the {3}.| onto a {3}."))),
                    Map.entry(
                            "stand",
                            together(
                                    every(
                                            CUP_IS,
                                            "put|placed|set|set down|put down|stood|left standing|kept|"
                                                    + "moved and set",
                                            " on the {3}.| on a {3}."),
                                    every(
                                            PERSON,
                                            "puts the {1}|places the {1}|sets the {1}|sets the {1} down|"
                                                    + "puts the {1} down|stands the {1}|keeps the {1}|leaves the {1}",
                                            " on the {3}.| on a {3}."))),
                    Map.entry(
                            "carry",
                            together(
                                    every(
                                            CUP_IS,
                                            "picked up and put|picked up and placed|lifted and put|"
                                                    + "lifted and placed|taken and put|carried off and put|"
                                                    + "moved and put|put|placed|stored",
                                            " in the {4}.| in a {4}."),
                                    every(
                                            PERSON,
                                            "picks up the {1} and|lifts the {1} and|takes the {1} and|"
                                                    + "grabs the {1} and|lifts up the {1} and",
                                            " puts it| places it| sets it| stores it",
                                            " in the {4}.| in a {4}."))),
                    Map.entry(
                            "first-move",
                            every(
                                    "{0} |First {0} |At first {0} |Today {0} ",
                                    "puts|hides|leaves|drops|places|lays|keeps|stores|sets",
                                    " the {1} in the {2}.")),
                    Map.entry(
                            "next-move",
                            together(
                                    every(
                                            "{0} |Then {0} |Later {0} |Now {0} |Next, {0} |After that {0} ",
                                            "moves|carries|takes|brings|shifts",
                                            " the {1} to the {2}.| the {1} into the {2}."),
                                    every(
                                            "Then {0} |Later {0} |Now {0} |Next, {0} |After that {0} ",
                                            "puts|places|drops|lays|hides|leaves",
                                            " the {1} in the {2}."))));

    private Combinations() {}

    /** The combined wordings of a kind of question; none where there are no parts for it. */
    static List<String> of(String name) {
        return ALL.getOrDefault(name, List.of());
    }

    private static List<String> every(String... parts) {
        List<String> all = List.of("");
        for (String part : parts) {
            List<String> choices = List.of(part.split("\\|", -1));
            all =
                    all.stream()
                            .flatMap(begun -> choices.stream().map(next -> begun + next))
                            .toList();
        }
        return all;
    }

    @SafeVarargs
    private static List<String> together(List<String>... some) {
        List<String> all = new ArrayList<>();
        for (List<String> more : some) {
            all.addAll(more);
        }
        return all;
    }
}
