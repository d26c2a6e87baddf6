package org.ponder.engine.prompt;

/** Who speaks in a message. */
public enum Role {
    SYSTEM("system"),
    USER("user"),
    ASSISTANT("assistant");

    private final String templateName;

    Role(String templateName) {
        this.templateName = templateName;
    }

    /** The role's name in chat templates. */
    public String templateName() {
        return templateName;
    }
}
