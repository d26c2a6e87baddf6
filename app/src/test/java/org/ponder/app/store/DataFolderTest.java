package org.ponder.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.app.store.StoreException.Problem;

final class DataFolderTest {
    private static final Path HOME = Path.of("/home/ada");

    @TempDir Path folder;

    @Test
    void eachSystemHasItsPlace() throws Exception {
        assertEquals(
                HOME.resolve(".local/share/ponder"), DataFolder.locate(Map.of(), "Linux", HOME));
        assertEquals(
                HOME.resolve("Library/Application Support/Ponder"),
                DataFolder.locate(Map.of(), "Mac OS X", HOME));
        assertEquals(
                HOME.resolve("AppData/Roaming/Ponder"),
                DataFolder.locate(Map.of(), "Windows 11", HOME));
    }

    @Test
    void theSystemsVariablesAreFollowedWhereTheyAreAbsolute() throws Exception {
        String data = folder.toAbsolutePath().toString();
        assertEquals(
                folder.resolve("ponder"),
                DataFolder.locate(Map.of("XDG_DATA_HOME", data), "Linux", HOME));
        assertEquals(
                HOME.resolve(".local/share/ponder"),
                DataFolder.locate(Map.of("XDG_DATA_HOME", "data"), "Linux", HOME));
        assertEquals(
                folder.resolve("Ponder"),
                DataFolder.locate(Map.of("APPDATA", data), "Windows 11", HOME));
    }

    @Test
    void ponderHomeWinsOverTheSystem() throws Exception {
        assertEquals(
                Path.of("/elsewhere"),
                DataFolder.locate(
                        Map.of("PONDER_HOME", "/elsewhere", "XDG_DATA_HOME", "/data"),
                        "Linux",
                        HOME));
        assertEquals(
                HOME.resolve(".local/share/ponder"),
                DataFolder.locate(Map.of("PONDER_HOME", " "), "Linux", HOME));
    }

    @Test
    void aValueThatIsNoPathIsRefused() {
        StoreException refused =
                assertThrows(
                        StoreException.class,
                        () -> DataFolder.locate(Map.of("PONDER_HOME", "a\u0000b"), "Linux", HOME));

        assertEquals(Problem.INVALID, refused.problem());
    }

    @Test
    void aNewFolderIsItsOwnersAlone() throws Exception {
        Assumptions.assumeTrue(
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
                "this file system has no owner, group and others");
        Path inner = folder.resolve("a").resolve("b");

        DataFolder opened = DataFolder.open(inner);

        assertEquals(
                "rwx------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(opened.path())));
        ConversationStore.open(opened, problem -> {}).store().close();
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(opened.database())));
    }

    @Test
    void openingLeavesTheFolderOfLogsAlone() throws Exception {
        DataFolder opened = DataFolder.open(folder.resolve("new"));
        DataFolder.open(opened.path());

        try (var files = Files.list(opened.path())) {
            // There before anything fails: Java itself makes no folder for its reports.
            assertEquals(List.of(opened.logs()), files.toList());
        }
    }

    @Test
    void aFileInTheWayIsNamed() throws Exception {
        Path file = Files.createFile(folder.resolve("ponder"));

        for (Path wanted : new Path[] {file, file.resolve("below")}) {
            StoreException refused =
                    assertThrows(StoreException.class, () -> DataFolder.open(wanted));
            assertEquals(Problem.NOT_WRITABLE, refused.problem());
            assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsRefused() throws Exception {
        Path locked = Files.createDirectory(folder.resolve("locked"));
        locked.toFile().setWritable(false);
        // The superuser writes anywhere but to the kernel's own files.
        Path wanted = Files.isWritable(locked) ? Path.of("/proc/self") : locked;
        Assumptions.assumeTrue(Files.isDirectory(wanted), "no folder here refuses the superuser");

        StoreException refused = assertThrows(StoreException.class, () -> DataFolder.open(wanted));

        assertEquals(Problem.NOT_WRITABLE, refused.problem());
        assertTrue(refused.getMessage().contains(wanted.toString()), refused.getMessage());
    }
}
