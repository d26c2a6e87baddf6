package org.ponder.engine.trainer.model;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Gradients of many batches, computed side by side: each thread has a net that shares the weights
 * and has gradients of its own, which are added up at the end. PyTorch's own threads wait for each
 * other at every operation, which costs more than it gives at Pebble's size.
 */
final class Gradients implements AutoCloseable {
    /** What is to become small, for one batch. */
    @FunctionalInterface
    interface Loss<B> {
        NDArray of(Net net, B batch, NDManager arrays);
    }

    private final Net net;
    private final List<Net> nets = new ArrayList<>();
    private final ExecutorService threads;

    /**
     * @param net whose gradients are wanted
     */
    Gradients(Net net) {
        this.net = net;
        int count = Threads.count();
        nets.add(net);
        for (int i = 1; i < count; i++) {
            nets.add(net.sharing());
        }
        threads =
                Executors.newFixedThreadPool(
                        count, Thread.ofPlatform().daemon().name("gradients-", 0).factory());
    }

    /**
     * Adds the gradients of all batches to the net's. All are computed under one collector, since
     * DJL lets no other be open meanwhile.
     *
     * @return the sum of the losses
     */
    <B> double add(List<B> batches, Loss<B> loss) {
        Queue<B> left = new ConcurrentLinkedQueue<>(batches.reversed()); // The longest come first.
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            List<Callable<Share>> work = new ArrayList<>();
            for (Net one : nets) {
                work.add(() -> share(one, left, loss, collector));
            }
            double sum = 0;
            for (Share share : all(work)) {
                sum += share.loss();
                if (share.batches() > 0 && share.net() != net) {
                    net.takeGradients(share.net());
                }
            }
            return sum;
        }
    }

    /** Works something out of each batch, side by side; in the order of the batches. */
    <B, R> List<R> each(List<B> batches, Function<B, R> one) {
        List<Callable<R>> work = new ArrayList<>();
        for (B batch : batches) {
            work.add(() -> one.apply(batch));
        }
        return all(work);
    }

    private record Share(Net net, int batches, double loss) {}

    private static <B> Share share(
            Net net, Queue<B> left, Loss<B> loss, GradientCollector collector) {
        int done = 0;
        double sum = 0;
        for (B batch = left.poll(); batch != null; batch = left.poll()) {
            try (NDManager arrays = NDManager.newBaseManager()) {
                NDArray part = loss.of(net, batch, arrays);
                collector.backward(part);
                sum += part.getFloat();
                done++;
            }
        }
        return new Share(net, done, sum);
    }

    private <T> List<T> all(List<Callable<T>> work) {
        List<T> results = new ArrayList<>();
        try {
            for (Future<T> future : threads.invokeAll(work)) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The step was interrupted.", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "A step of training failed: "
                            + e.getCause()
                            + ". The same command goes on from the last checkpoint; if memory was"
                            + " short, THREADS=1 before it takes less.",
                    e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        nets.stream().filter(one -> one != net).forEach(Net::close);
    }
}
