package org.ponder.app.store;

import java.nio.file.Path;

/** Saves settings and a title with ever greater numbers until it is killed, and says each. */
final class KilledSaver {
    private KilledSaver() {}

    public static void main(String[] arguments) throws StoreException {
        Path folder = Path.of(arguments[0]);
        ConversationStore store = Stores.open(folder);
        SettingsFile file = new SettingsFile(Stores.folder(folder));
        Settings settings = file.load().settings();
        long conversation = conversation(store);
        for (int i = settings.generation().contextTokens() + 1; ; i++) {
            GenerationSettings generation = settings.generation();
            file.save(settings.withGeneration(generation.withContextTokens(i)));
            store.conversations().rename(conversation, "Title " + i);
            System.out.println("saved " + i + ".");
            System.out.flush();
        }
    }

    private static long conversation(ConversationStore store) throws StoreException {
        return store.conversations().count() == 0
                ? Stores.ask(store, "What?").conversation().id()
                : store.conversations().list(null, 0, 1).getFirst().id();
    }
}
