package org.ponder.app.cli;

import tools.jackson.databind.JsonNode;

/** Token ids as JSON. */
final class TokenIds {

    private TokenIds() {}

    /** The ids of an array, all of them in a vocabulary of that size. */
    static int[] of(JsonNode line, int vocabulary) {
        if (!line.isArray()) {
            throw new UserMistake("The line must be an array of token ids.");
        }
        int[] ids = new int[line.size()];
        for (int i = 0; i < ids.length; i++) {
            JsonNode id = line.get(i);
            if (!id.isIntegralNumber()
                    || !id.canConvertToInt()
                    || id.intValue() < 0
                    || id.intValue() >= vocabulary) {
                throw new UserMistake(
                        "The id at index "
                                + i
                                + " must be a whole number from 0 to "
                                + (vocabulary - 1)
                                + ".");
            }
            ids[i] = id.intValue();
        }
        return ids;
    }
}
