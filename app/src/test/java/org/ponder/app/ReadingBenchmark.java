package org.ponder.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;
import javafx.stage.Stage;
import org.ponder.app.session.ContextShare;
import org.ponder.app.session.EngineModelLoader;
import org.ponder.app.session.LoadedModel;
import org.ponder.app.session.ModelChoice;
import org.ponder.app.session.ModelLoader;
import org.ponder.app.viewmodel.ConversationViewModel;
import org.ponder.app.viewmodel.ModelViewModel;
import org.ponder.app.viewmodel.ReplyPhase;
import org.ponder.app.viewmodel.ReplyViewModel;
import org.ponder.engine.chat.PartialReply;
import org.ponder.engine.chat.ReplyControl;
import org.ponder.engine.chat.ReplyOptions;
import org.ponder.engine.prompt.Message;
import org.ponder.engine.reply.FinishReason;
import org.ponder.engine.reply.ReplyEvent;
import org.ponder.engine.reply.ReplyStats;

/**
 * Measures how smoothly the real window reads. Needs a display.
 *
 * <pre>
 * ReadingBenchmark stream TOKENS PER_SECOND SKIP | open MESSAGES | answer [MODEL] | first WAIT [MODEL]
 *     | typed WAIT [MODEL]
 * </pre>
 *
 * <p>{@code stream}: a thought with formulas of TOKENS tokens; the first SKIP come as fast as they
 * can. {@code open}: a kept conversation. {@code answer}: keys, wheel and stop while a model runs,
 * Pebble where no file is given. {@code first}: the first question of all, sent WAIT milliseconds
 * after the model is ready. {@code typed}: the same question, which a person begins to type then
 * and sends with Enter.
 */
public final class ReadingBenchmark {
    private static final String[] SENTENCES = {
        "Okay, so let me think about \\(x_{%d} = \\frac{%d}{n+1}\\) again. ",
        "Hmm, wait, if \\(a^2 + b^2 = %d\\) then the sum should be different. ",
        "Let me check with a small number: for $n = %d$ this gives \\(\\sqrt{%d + n}\\). ",
        "That does not look right, so I go back to the beginning and count it once more. ",
        "The pairs are (1, 2), (3, 4) and (5, %d), which makes three of them in all.\n\n",
        "So\n\\[\n\\sum_{i=1}^{%d} i = \\frac{%d \\cdot n}{2}\n\\]\nholds for every one of them.\n\n",
        "Alternatively, one could start from the other end and see where that leads. ",
        "But the question asks for the number of ways, not for the ways themselves. ",
    };

    private static final String QUESTION = "How many r's are in strawberry?";

    /** Milliseconds between two letters of who types fast, and from the last one to Enter. */
    private static final int LETTER = 120;

    private static final int ENTER = 300;

    private final Stage stage;
    private final Path data;
    private final PonderWindow window;

    private ReadingBenchmark(Stage stage, Path data, PonderWindow window) {
        this.stage = stage;
        this.data = data;
        this.window = window;
    }

    /** Runs one measurement. */
    public static void main(String[] arguments) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        Platform.setImplicitExit(false);
        Path data = Files.createTempDirectory("ponder-reading");
        // Who is here for the first time finds a question, which the model would read at once.
        Files.writeString(data.resolve("settings.json"), "{}");
        boolean stream = arguments[0].equals("stream");
        Paced paced =
                stream
                        ? new Paced(
                                Integer.parseInt(arguments[1]),
                                Integer.parseInt(arguments[2]),
                                Integer.parseInt(arguments[3]))
                        : null;
        ModelLoader loader = paced == null ? null : choice -> paced;
        boolean typed = arguments[0].equals("typed");
        boolean first = typed || arguments[0].equals("first");
        int given = first ? 2 : 1;
        if ((first || arguments[0].equals("answer")) && arguments.length > given) {
            Path file = Path.of(arguments[given]);
            loader =
                    choice ->
                            new EngineModelLoader(notice -> {})
                                    .load(new ModelChoice(file, choice.contextTokens(), 0));
        }
        ModelLoader model = loader;
        ReadingBenchmark benchmark =
                onWindow(() -> {
                    Stage stage = new Stage();
                    PonderWindow window = PonderWindow.open(stage, data, address -> {}, model);
                    return new ReadingBenchmark(stage, data, window);
                });
        until(() ->
                benchmark.window.viewModel().model().stateProperty().get()
                        == ModelViewModel.State.READY);
        if (first) {
            Thread.sleep(Integer.parseInt(arguments[1]));
        } else {
            // What a person takes to write a question or to find a conversation.
            until(() -> benchmark.window.warmProperty().get());
            Thread.sleep(500);
        }
        if (paced != null) {
            benchmark.stream(paced);
        } else if (arguments[0].equals("open")) {
            benchmark.open(Integer.parseInt(arguments[1]));
        } else if (first) {
            benchmark.first(typed);
        } else {
            benchmark.answer();
        }
        onWindow(() -> {
            benchmark.window.close();
            return true;
        });
        Platform.exit();
    }

    private void stream(Paced paced) throws Exception {
        Frames frames = onWindow(() -> new Frames(stage.getScene()));
        onWindow(() -> {
            window.viewModel().composer().send("Think.");
            return true;
        });
        paced.caughtUp.await();
        Thread.sleep(2000);
        frames.reset();
        long next = System.nanoTime();
        while (!paced.over) {
            long begin = System.nanoTime();
            if (begin >= next) {
                System.out.printf(
                        Locale.ROOT,
                        "%6d tokens: heap %d MiB after collection, %s%n",
                        paced.sent,
                        usedMemory(),
                        frames.line());
                next = System.nanoTime() + Duration.ofSeconds(10).toNanos();
                // The collection is the benchmark's own doing.
                frames.forgetLast();
            }
            Thread.sleep(200);
        }
        System.out.printf(
                Locale.ROOT, "%6d tokens: heap %d MiB%n%s%n", paced.sent, usedMemory(), frames);
    }

    private static long usedMemory() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }

    private void open(int messages) throws Exception {
        List<RichAnswer.Turn> turns = new ArrayList<>();
        for (int i = 0; i < messages / 2; i++) {
            turns.add(
                    new RichAnswer.Turn(
                            "Question " + i + "?", RichAnswer.THOUGHT.repeat(3), RichAnswer.TEXT));
        }
        ConversationViewModel conversation = window.viewModel().conversation();
        long id = RichAnswer.keep(window.viewModel().workspace().store(), turns);
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            onWindow(() -> {
                conversation.openNew();
                return true;
            });
            Thread.sleep(1500);
            times.add(
                    untilDrawn(
                            () -> {
                                conversation.open(id, null, () -> {});
                                return true;
                            },
                            () -> !conversation.blocks().isEmpty()));
            Thread.sleep(1500);
        }
        System.out.printf(
                Locale.ROOT,
                "opening %d messages, to the end of the first frame with them: first %.0f ms,"
                        + " then %s ms%n",
                messages,
                times.getFirst(),
                times.subList(1, times.size()).stream().map(Math::round).toList());
    }

    private void first(boolean typed) throws Exception {
        ConversationViewModel conversation = window.viewModel().conversation();
        TextArea field = onWindow(() -> (TextArea) node("#question"));
        if (typed) {
            type(field);
        }
        long begin = System.nanoTime();
        onWindow(() -> {
            if (typed) {
                field.fireEvent(key(KeyEvent.KEY_PRESSED, "", KeyCode.ENTER));
            } else {
                window.viewModel().composer().send(QUESTION);
            }
            return true;
        });
        until(() -> {
            ReplyViewModel reply = conversation.lastReply();
            return reply != null && !reply.thought().isEmpty();
        });
        System.out.printf(
                Locale.ROOT,
                "question sent to first of the thought: %.0f ms%n",
                (System.nanoTime() - begin) / 1e6);
        until(() -> !isRunning());
    }

    /** Each letter comes at its time, however long the one before has taken. */
    private static void type(TextArea field) throws Exception {
        long next = System.nanoTime();
        for (int i = 0; i < QUESTION.length(); i++) {
            String letter = QUESTION.substring(i, i + 1);
            onWindow(() -> {
                field.fireEvent(key(KeyEvent.KEY_TYPED, letter, KeyCode.UNDEFINED));
                return true;
            });
            next += Duration.ofMillis(LETTER).toNanos();
            Paced.sleepUntil(next);
        }
        Paced.sleepUntil(next + Duration.ofMillis(ENTER - LETTER).toNanos());
        String text = onWindow(field::getText);
        if (!text.equals(QUESTION)) {
            throw new IllegalStateException("The field has " + text + ".");
        }
    }

    private static KeyEvent key(EventType<KeyEvent> type, String character, KeyCode code) {
        return new KeyEvent(type, character, "", code, false, false, false, false);
    }

    private void answer() throws Exception {
        ConversationViewModel conversation = window.viewModel().conversation();
        List<Double> keys = new ArrayList<>();
        List<Double> wheel = new ArrayList<>();
        List<Double> stop = new ArrayList<>();
        TextArea field = onWindow(() -> (TextArea) node("#question"));
        for (int round = 0; round < 24; round++) {
            ReplyViewModel before = conversation.lastReply();
            onWindow(() -> {
                window.viewModel().composer().send(QUESTION);
                return true;
            });
            until(() -> conversation.lastReply() != before);
            boolean toStop = round % 2 == 1;
            if (toStop) {
                until(() -> !isRunning() || isThinking());
                Thread.sleep(100);
            }
            for (int i = 0; i < 6; i++) {
                if (toStop || !isRunning()) {
                    break;
                }
                keys.add(
                        untilDrawn(() -> {
                            String text = field.getText();
                            field.fireEvent(key(KeyEvent.KEY_TYPED, "x", KeyCode.UNDEFINED));
                            if (field.getText().equals(text)) {
                                throw new IllegalStateException("The key was not taken.");
                            }
                            return true;
                        }));
                wheel.add(untilDrawn(() -> scroll(i(keys.size()))));
            }
            if (isRunning()) {
                long begin = System.nanoTime();
                onWindow(() -> {
                    conversation.stop();
                    return true;
                });
                until(() -> !isRunning());
                stop.add((System.nanoTime() - begin) / 1e6);
            }
            until(() -> !isRunning());
            onWindow(() -> {
                field.clear();
                return true;
            });
        }
        System.out.println("typing: " + spread(keys));
        System.out.println("scrolling: " + spread(wheel));
        System.out.println("stop: " + spread(stop));
    }

    private static int i(int count) {
        return count % 2 == 0 ? -40 : 40;
    }

    private boolean scroll(double pixels) {
        Node flow = node(".conversation-flow");
        flow.fireEvent(
                new ScrollEvent(
                        ScrollEvent.SCROLL,
                        10,
                        10,
                        10,
                        10,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        0,
                        pixels,
                        0,
                        pixels,
                        ScrollEvent.HorizontalTextScrollUnits.NONE,
                        0,
                        ScrollEvent.VerticalTextScrollUnits.NONE,
                        0,
                        0,
                        null));
        return true;
    }

    private boolean isRunning() {
        ReplyViewModel reply = window.viewModel().conversation().lastReply();
        return reply != null && reply.phaseProperty().get() != ReplyPhase.FINISHED;
    }

    private boolean isThinking() {
        ReplyViewModel reply = window.viewModel().conversation().lastReply();
        return reply != null && reply.phaseProperty().get() == ReplyPhase.THINKING;
    }

    private Node node(String query) {
        Node found = stage.getScene().getRoot().lookup(query);
        if (found == null) {
            throw new IllegalStateException("There is no " + query + " in " + data + ".");
        }
        return found;
    }

    private static String spread(List<Double> times) {
        double[] sorted = times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0
                ? "none"
                : String.format(
                        Locale.ROOT,
                        "%d times, median %.1f ms, 90 %% %.1f ms, worst %.1f ms",
                        sorted.length,
                        sorted[sorted.length / 2],
                        sorted[sorted.length * 9 / 10],
                        sorted[sorted.length - 1]);
    }

    private double untilDrawn(Callable<Boolean> action) throws Exception {
        return untilDrawn(action, () -> true);
    }

    /** From the moment that something is wanted to the end of the first frame that shows it. */
    private double untilDrawn(Callable<Boolean> action, BooleanSupplier there) throws Exception {
        CompletableFuture<long[]> drawn = new CompletableFuture<>();
        long begin = System.nanoTime();
        Platform.runLater(() -> {
            long[] times = new long[4];
            times[0] = System.nanoTime();
            try {
                action.call();
            } catch (Exception e) {
                drawn.completeExceptionally(e);
                return;
            }
            times[1] = System.nanoTime();
            Scene scene = stage.getScene();
            Runnable[] listener = new Runnable[1];
            listener[0] =
                    () -> {
                        if (there.getAsBoolean()) {
                            scene.removePostLayoutPulseListener(listener[0]);
                            times[2] = System.nanoTime();
                            Platform.runLater(() -> {
                                times[3] = System.nanoTime();
                                drawn.complete(times);
                            });
                        }
                    };
            scene.addPostLayoutPulseListener(listener[0]);
            Platform.requestNextPulse();
        });
        long[] times = drawn.get(60, TimeUnit.SECONDS);
        double all = (times[3] - begin) / 1e6;
        if (all > 40) {
            System.out.printf(
                    Locale.ROOT,
                    "slow: %.0f ms; %.0f until the window's thread had time, %.0f to do it,"
                            + " %.0f until it was laid out, %.0f until the frame was over%n",
                    all,
                    (times[0] - begin) / 1e6,
                    (times[1] - times[0]) / 1e6,
                    (times[2] - times[1]) / 1e6,
                    (times[3] - times[2]) / 1e6);
        }
        return all;
    }

    private static void until(BooleanSupplier condition) throws Exception {
        while (!onWindow(condition::getAsBoolean)) {
            Thread.sleep(10);
        }
    }

    private static <T> T onWindow(Callable<T> task) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                result.complete(task.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        return result.get(120, TimeUnit.SECONDS);
    }

    /** How long the window's thread works in each frame, and how far frames are apart. */
    private static final class Frames {
        private final List<Double> work = new ArrayList<>();
        private final List<Double> gaps = new ArrayList<>();
        private long last;
        private boolean forget;
        private int reported;

        Frames(Scene scene) {
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    long begin = System.nanoTime();
                    // Runs when the frame's styling, layout and hand-over to the renderer are done.
                    Platform.runLater(() -> add(begin, System.nanoTime()));
                }
            }.start();
            scene.getRoot().requestLayout();
        }

        private synchronized void add(long begin, long end) {
            if (!forget && last != 0) {
                work.add((end - begin) / 1e6);
                gaps.add((begin - last) / 1e6);
            }
            forget = false;
            last = begin;
        }

        synchronized void reset() {
            work.clear();
            gaps.clear();
            reported = 0;
        }

        synchronized void forgetLast() {
            forget = true;
        }

        synchronized String line() {
            List<Double> since = work.subList(reported, work.size());
            reported = work.size();
            double[] sorted = since.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            return sorted.length == 0
                    ? "no frames"
                    : String.format(
                            Locale.ROOT,
                            "%d frames, median work %.1f ms, 99 %% %.1f ms, worst %.1f ms",
                            sorted.length,
                            sorted[sorted.length / 2],
                            sorted[sorted.length * 99 / 100],
                            sorted[sorted.length - 1]);
        }

        @Override
        public synchronized String toString() {
            double[] sorted = work.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            long over = Arrays.stream(sorted).filter(time -> time > 16).count();
            long late = gaps.stream().filter(time -> time > 25).count();
            return String.format(
                    Locale.ROOT,
                    "%d frames: work over 16 ms in %.2f %%, median %.1f ms, worst %.1f ms;"
                            + " %.2f %% came more than 25 ms after the one before, worst gap %.1f ms",
                    sorted.length,
                    100.0 * over / Math.max(1, sorted.length),
                    sorted.length == 0 ? 0 : sorted[sorted.length / 2],
                    sorted.length == 0 ? 0 : sorted[sorted.length - 1],
                    100.0 * late / Math.max(1, gaps.size()),
                    gaps.stream().mapToDouble(Double::doubleValue).max().orElse(0));
        }
    }

    /** Stands in for a model of a known speed. */
    private static final class Paced implements LoadedModel {
        private final CountDownLatch caughtUp = new CountDownLatch(1);
        private final int tokens;
        private final int perSecond;
        private final int skip;
        private volatile int sent;
        private volatile boolean over;

        Paced(int tokens, int perSecond, int skip) {
            this.tokens = tokens;
            this.perSecond = perSecond;
            this.skip = skip;
        }

        @Override
        public int contextTokens() {
            return 131_072;
        }

        @Override
        public ContextShare contextShare() {
            return ContextShare.empty(contextTokens());
        }

        @Override
        public void reply(
                List<Message> messages,
                PartialReply begun,
                ReplyOptions options,
                ReplyControl control,
                Consumer<ReplyEvent> events) {
            long start = System.nanoTime();
            long begin = 0;
            String text = "";
            int sentence = 0;
            int at = 0;
            for (int i = 1; i <= tokens && !control.cancelled(); i++) {
                if (at >= text.length()) {
                    text = SENTENCES[sentence % SENTENCES.length].replace("%d", "" + sentence);
                    sentence++;
                    at = 0;
                }
                // About the length of a token.
                int end = Math.min(text.length(), at + 4);
                String piece = text.substring(at, end);
                at = end;
                if (i == skip + 1) {
                    caughtUp.countDown();
                    begin = System.nanoTime() + Duration.ofSeconds(2).toNanos();
                }
                if (i > skip) {
                    sleepUntil(begin + (i - skip) * 1_000_000_000L / perSecond);
                }
                sent = i;
                events.accept(
                        new ReplyEvent.Thought(
                                piece, i, Duration.ofNanos(System.nanoTime() - start)));
            }
            over = true;
            events.accept(
                    new ReplyEvent.Finished(
                            FinishReason.LENGTH,
                            new ReplyStats(
                                    1,
                                    0,
                                    tokens,
                                    0,
                                    Duration.ZERO,
                                    Duration.ofSeconds(1),
                                    Duration.ZERO)));
        }

        private static void sleepUntil(long nanos) {
            try {
                long left = nanos - System.nanoTime();
                if (left > 0) {
                    TimeUnit.NANOSECONDS.sleep(left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {}
    }
}
