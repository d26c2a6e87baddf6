package org.ponder.app.eval;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

/** A picture can be read whatever the files it tells of are called. */
class PlotTest {
    @Test
    void aTitleOfAnyCharactersIsXml() throws Exception {
        Question question = new Question("a", "?", "1", AnswerKind.NUMBER, "", false);
        Sample sample = new Sample("a", 0, 0, "1", true, 10, 5, "stop", "", "1");
        Protocol protocol = new Protocol(1, List.of(0), 0.6, 0.95, 100, 1);
        String svg =
                Plot.svg(
                        new Report(List.of(question), protocol, List.of(sample)),
                        "a\u001b[2J & <b> \ud800 \ufffe 😀");
        var parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        String text =
                parser.parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
                        .getDocumentElement()
                        .getTextContent();
        assertTrue(text.contains("a\uFFFD[2J & <b> \uFFFD \uFFFD 😀"), text);
    }
}
