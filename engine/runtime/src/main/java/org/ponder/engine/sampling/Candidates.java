package org.ponder.engine.sampling;

/**
 * The tokens that may be drawn, with weights in proportion to their probabilities. The arrays are
 * kept from token to token; with a vocabulary of 150,000 no full sort is ever made.
 */
final class Candidates {
    /**
     * Natural logarithm of the share of the best token below which one is left out at once: even a
     * million such tokens together are drawn less than once in ten million times.
     */
    private static final double NEGLIGIBLE_LOG = -30;

    private int[] ids = new int[0];
    private double[] weights = new double[0];
    private int count;

    /** Scales logits by the temperature and turns them into weights, 1 for the best token. */
    void weigh(float[] logits, float best, double temperature) {
        if (ids.length < logits.length) {
            ids = new int[logits.length];
            weights = new double[logits.length];
        }
        count = 0;
        for (int i = 0; i < logits.length; i++) {
            double log = (logits[i] - (double) best) / temperature;
            if (log > NEGLIGIBLE_LOG) {
                ids[count] = i;
                weights[count] = Math.exp(log);
                count++;
            }
        }
    }

    /** Keeps the k heaviest; 0 keeps all. */
    void keepTop(int k) {
        if (k > 0 && k < count) {
            select(k);
            count = k;
        }
    }

    /** Keeps the fewest tokens, heaviest first, that weigh at least this share of all together. */
    void keepNucleus(double share) {
        if (share >= 1) {
            return;
        }
        double total = total();
        double wanted = total * share;
        // All tokens lighter than this together weigh less than what the nucleus leaves out.
        keepFrom(total * (1 - share) / count);
        int sorted = 0;
        double sum = 0;
        // The nucleus is nearly always small: sort ever larger heads until it is inside one.
        for (int head = Math.min(64, count); ; head = Math.min(head * 8, count)) {
            select(head, sorted);
            sort(sorted, head);
            for (; sorted < head; sorted++) {
                sum += weights[sorted];
                if (sum >= wanted) {
                    count = sorted + 1;
                    return;
                }
            }
            if (head == count) {
                return;
            }
        }
    }

    /** Keeps tokens of at least this share of the heaviest. */
    void keepLikely(double share) {
        if (share > 0) {
            keepFrom(share); // the heaviest weighs 1
        }
    }

    private void keepFrom(double lightest) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (weights[i] >= lightest) {
                ids[kept] = ids[i];
                weights[kept] = weights[i];
                kept++;
            }
        }
        count = kept;
    }

    /** The token at a point between 0 and 1 of all weights laid end to end. */
    int draw(double point) {
        double left = point * total();
        for (int i = 0; i < count - 1; i++) {
            left -= weights[i];
            if (left < 0) {
                return ids[i];
            }
        }
        return ids[count - 1];
    }

    private double total() {
        double total = 0;
        for (int i = 0; i < count; i++) {
            total += weights[i];
        }
        return total;
    }

    private void select(int k) {
        select(k, 0);
    }

    /** Brings the k heaviest to the front in any order; those before {@code from} are there. */
    private void select(int k, int from) {
        int low = from;
        int high = count - 1;
        while (low < high && k > low && k <= high) {
            int pivot = partition(low, high);
            if (pivot == k) {
                return;
            }
            if (pivot < k) {
                low = pivot + 1;
            } else {
                high = pivot - 1;
            }
        }
    }

    /** Sorts a stretch, heaviest first. */
    private void sort(int from, int to) {
        int low = from;
        int high = to - 1;
        while (low < high) {
            int pivot = partition(low, high);
            // The smaller part by recursion keeps the stack logarithmic.
            if (pivot - low < high - pivot) {
                sort(low, pivot);
                low = pivot + 1;
            } else {
                sort(pivot + 1, high + 1);
                high = pivot - 1;
            }
        }
    }

    /** Puts the middle one of three in its place, heavier ones before it, and returns the place. */
    private int partition(int low, int high) {
        int middle = (low + high) >>> 1;
        if (before(middle, low)) {
            swap(middle, low);
        }
        if (before(high, low)) {
            swap(high, low);
        }
        if (before(middle, high)) {
            swap(middle, high);
        }
        int place = low;
        for (int i = low; i < high; i++) {
            if (before(i, high)) {
                swap(i, place);
                place++;
            }
        }
        swap(place, high);
        return place;
    }

    /** A strict order: equal weights by id, so that nothing depends on how they came. */
    private boolean before(int a, int b) {
        return weights[a] > weights[b] || (weights[a] == weights[b] && ids[a] < ids[b]);
    }

    private void swap(int a, int b) {
        int id = ids[a];
        ids[a] = ids[b];
        ids[b] = id;
        double weight = weights[a];
        weights[a] = weights[b];
        weights[b] = weight;
    }
}
