package org.ponder.app.cli;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be served is said before the model is loaded. */
class ServeTest {
    @Test
    void otherAddressesNeedAKey() {
        Cli.run("serve", "--host", "0.0.0.0").assertSaid(Failures.MISTAKE, "API key");
    }

    @Test
    void mistakesAreSaid(@TempDir Path folder) throws Exception {
        Cli.run("serve", "--port", "70000").assertSaid(Failures.MISTAKE, "port");
        Path empty = Files.createFile(folder.resolve("key"));
        Cli.run("serve", "--api-key-file", empty.toString()).assertSaid(Failures.MISTAKE, "empty");
        Cli.run("serve", "--api-key-file", folder.resolve("no").toString())
                .assertSaid(Failures.MISTAKE, "no file");
        Path latin = Files.write(folder.resolve("latin"), new byte[] {(byte) 0xE9, 'x'});
        Cli.run("serve", "--api-key-file", latin.toString())
                .assertSaid(Failures.MISTAKE, "not UTF-8");
        Cli.run("serve", "--context", "100000000", "--port", "0")
                .assertSaid(Failures.MISTAKE, "context");
    }

    @Test
    void aPortThatIsTakenCanBeMended() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Cli.run("serve", "--port", String.valueOf(taken.getLocalPort()))
                    .assertSaid(Failures.MISTAKE, "choose another port");
        }
    }
}
