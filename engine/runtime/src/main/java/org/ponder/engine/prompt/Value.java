package org.ponder.engine.prompt;

/** A value while a template runs. Python's types and their rules: templates are written for it. */
sealed interface Value
        permits Bool,
                Callable,
                DictValue,
                DictView,
                Int,
                ListValue,
                Namespace,
                None,
                Range,
                Real,
                Stream,
                Text,
                Undefined {

    /** Python's name of the type, for messages. */
    String typeName();

    /** Whether it counts as true in a condition. */
    boolean truthy();
}
