package org.ponder.app.store;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A Ponder that is opening its conversations, until it is killed. */
final class HeldOpening {
    private HeldOpening() {}

    public static void main(String[] arguments) throws Exception {
        DataFolder folder = Stores.folder(Path.of(arguments[0]));
        DataFolder.makePrivate(folder.instances());
        try (FileChannel channel =
                FileChannel.open(
                        folder.opening(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            System.out.println("held");
            System.out.flush();
            Thread.sleep(Long.MAX_VALUE);
        }
    }
}
