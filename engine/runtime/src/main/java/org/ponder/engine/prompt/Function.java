package org.ponder.engine.prompt;

/** A function or a bound method, written as a lambda. */
@FunctionalInterface
interface Function extends Callable {}
