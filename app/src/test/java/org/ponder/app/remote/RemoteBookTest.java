package org.ponder.app.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server is remembered, and a file that makes no sense is none. */
class RemoteBookTest {
    @Test
    void aServerIsRemembered(@TempDir Path folder) throws Exception {
        RemoteBook book = new RemoteBook(folder);
        assertEquals(Optional.empty(), book.server());
        RemoteServer server =
                RemoteServer.parse(
                        "https://api.example/v1", "r1", 65_536, new Prices(0.55, 0.14, 2.19));
        book.set(server);
        assertEquals(Optional.of(server), new RemoteBook(folder).server());
        for (String damage :
                new String[] {"{", "[]", "{\"address\":\"file:///x\",\"model\":\"m\"}"}) {
            Files.writeString(folder.resolve("remote.json"), damage);
            assertEquals(Optional.empty(), book.server(), damage);
        }
        book.clear();
        assertEquals(Optional.empty(), book.server());
    }
}
