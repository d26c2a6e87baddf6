package org.ponder.engine.trainer.puzzle;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who and what appears in stories. Of each list every fifth belongs to the held-out side. */
final class Cast {
    static final String[] NAMES = {
        "Anna", "Ben", "Carl", "Dora", "Emma", "Finn", "Greta", "Hugo", "Ida", "Jack", "Kate",
        "Leo", "Mia", "Noah", "Olga", "Paul", "Rosa", "Sam", "Tina", "Uma", "Victor", "Wendy",
        "Xavier", "Yara", "Zoe", "Alice", "Bob", "Clara", "David", "Eva", "Frank", "Gina", "Henry",
        "Iris", "John", "Karen", "Lucas", "Mary", "Nina", "Oscar", "Peter", "Quinn", "Ruth",
        "Simon", "Tom", "Vera", "Walter", "Lily", "Max", "Nora", "Omar", "Pia", "Ravi", "Sara",
        "Theo", "Lin", "Mei", "Jun", "Amir", "Lena"
    };
    static final String[] THINGS = {
        "marble", "coin", "ring", "key", "ball", "button", "pebble", "bead",
        "nut", "dice", "cherry", "grape", "pearl", "stone", "candy", "peanut",
        "bean", "olive", "screw", "pill", "berry", "toy", "shell", "magnet",
        "cork", "eraser", "needle", "pin", "nail", "bolt", "feather", "acorn",
        "walnut", "almond", "raisin", "strawberry", "plum", "lemon", "egg", "pea",
        "seed", "biscuit", "lollipop", "token", "medal", "stamp", "earring", "ruby",
        "diamond", "crystal", "golf ball", "tennis ball", "bottle cap", "sugar cube", "toy car",
                "rubber duck",
        "doll", "whistle", "bell", "snail", "pencil", "phone", "watch", "sock",
        "glove"
    };
    static final String[] CUPS = {
        "cup", "glass", "mug", "bowl", "jar", "bucket", "vase", "pot",
        "tin", "beaker", "goblet", "glass cup", "paper cup", "pan", "basin", "tumbler",
        "wine glass", "teacup", "coffee cup", "plastic cup", "tankard", "jug", "saucepan",
                "salad bowl",
        "mixing bowl", "tub", "pail", "flowerpot", "urn", "can", "measuring cup", "pitcher",
        "jam jar", "helmet", "soup bowl"
    };
    static final String[] PLACES = {
        "table", "shelf", "bed", "floor", "desk", "chair", "bench", "counter",
        "sofa", "stool", "carpet", "windowsill", "ledge", "tray", "crate", "piano",
        "bookcase", "mat", "rug", "dresser", "dining table", "coffee table", "nightstand",
                "workbench",
        "sideboard", "mantelpiece", "stove", "radiator", "armchair", "couch", "cushion", "pillow",
        "blanket", "towel", "doormat", "plate", "cutting board", "newspaper", "notebook", "step",
        "doorstep", "balcony", "lawn", "ground", "roof", "barrel", "pedestal", "printer",
        "television", "tree stump"
    };
    static final String[] INSIDES = {
        "microwave", "fridge", "oven", "cupboard", "drawer", "box", "basket", "bag",
        "closet", "chest", "freezer", "cabinet", "car", "suitcase", "dishwasher", "backpack",
        "trunk", "sink", "garage", "locker", "wardrobe", "pantry", "attic", "shed",
        "kitchen", "bathroom", "bedroom", "living room", "garden", "barn", "tent", "van",
        "boat", "handbag", "purse", "wallet", "pocket", "pouch", "briefcase", "toolbox",
        "lunchbox", "shoebox", "envelope", "safe", "mailbox", "trash can", "laundry basket",
                "hamper",
        "washing machine", "toaster", "bathtub", "cage", "cellar", "office"
    };

    private static final Set<String> ALL =
            Stream.of(NAMES, THINGS, CUPS, PLACES, INSIDES)
                    .flatMap(Arrays::stream)
                    .collect(Collectors.toUnmodifiableSet());

    private Cast() {}

    /** Whether a list has this: then its side of the split is decided. */
    static boolean knows(String word) {
        return ALL.contains(word);
    }
}
