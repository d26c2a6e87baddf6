/** Stylesheets, icons and message bundles of Ponder's window. */
@org.jspecify.annotations.NullMarked
module org.ponder.ui {
    requires static transitive org.jspecify;

    exports org.ponder.ui;
}
