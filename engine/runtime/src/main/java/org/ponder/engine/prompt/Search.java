package org.ponder.engine.prompt;

/** Finds one string in another in time linear in both, and pays for it. */
final class Search {
    /** Up to this length of what is sought the simple search is as good. */
    private static final int SHORT = 16;

    private Search() {}

    /** Index of the first occurrence from an index on, or -1. */
    static int indexOf(Budget budget, String in, String sought, int from) {
        if (sought.length() <= SHORT) {
            int found = in.indexOf(sought, from);
            budget.scan((found < 0 ? in.length() : found) - (long) Math.min(from, in.length()));
            return found;
        }
        budget.scan(8L * (in.length() + sought.length()));
        return knuthMorrisPratt(in, sought, from);
    }

    /** Index of the last occurrence that ends at or before an index, or -1. */
    static int lastIndexOf(Budget budget, String in, String sought, int end) {
        if (sought.length() <= SHORT) {
            int found = in.lastIndexOf(sought, end - sought.length());
            budget.scan(end - (long) Math.max(found, 0));
            return found;
        }
        String reversed = new StringBuilder(in.substring(0, end)).reverse().toString();
        String soughtReversed = new StringBuilder(sought).reverse().toString();
        budget.characters(end + (long) sought.length());
        int found = indexOf(budget, reversed, soughtReversed, 0);
        return found < 0 ? -1 : end - found - sought.length();
    }

    /** Knuth, Morris, Pratt: Fast Pattern Matching in Strings, 1977. */
    private static int knuthMorrisPratt(String in, String sought, int from) {
        int[] fallback = new int[sought.length()];
        for (int i = 1, matched = 0; i < sought.length(); i++) {
            while (matched > 0 && sought.charAt(i) != sought.charAt(matched)) {
                matched = fallback[matched - 1];
            }
            if (sought.charAt(i) == sought.charAt(matched)) {
                matched++;
            }
            fallback[i] = matched;
        }
        for (int i = from, matched = 0; i < in.length(); i++) {
            while (matched > 0 && in.charAt(i) != sought.charAt(matched)) {
                matched = fallback[matched - 1];
            }
            if (in.charAt(i) == sought.charAt(matched)) {
                matched++;
            }
            if (matched == sought.length()) {
                return i - matched + 1;
            }
        }
        return -1;
    }
}
