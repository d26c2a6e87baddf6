/**
 * Turns a conversation into the text a model was trained on, by the model's own chat template.
 *
 * <p>Messages enter; a rendered prompt leaves that knows, for every character, whether it came from
 * the template or from a person. Only characters of the template may become control tokens.
 */
package org.ponder.engine.prompt;
