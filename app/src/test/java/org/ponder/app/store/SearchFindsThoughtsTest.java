package org.ponder.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ponder.app.store.SearchHit.Part;

final class SearchFindsThoughtsTest {
    private ConversationStore store;
    private long conversation;

    @BeforeEach
    void open() throws StoreException {
        store = ConversationStore.inMemory();
        AskedQuestion asked = Stores.ask(store, "Count the letters, please.");
        conversation = asked.conversation().id();
        Stores.reply(
                store,
                asked,
                "Hm, strawberry: s-t-r-a-w. Wait, let me recount the Éclair. 草莓里有三个字母。",
                "There are three. 答案是三。 See \\boxed{3} and user_name 🙂.");
    }

    @AfterEach
    void close() throws StoreException {
        store.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "strawberry | THOUGHT",
                "STRAWberry | THOUGHT",
                "strawb | THOUGHT",
                "wait recount | THOUGHT",
                "\"let me recount\" | THOUGHT",
                "eclair | THOUGHT",
                "草莓 | THOUGHT",
                "莓里有 | THOUGHT",
                "三 | THOUGHT",
                "三个 字母 | THOUGHT",
                "\"三\" | THOUGHT",
                "里有三个字 | THOUGHT",
                "母 | THOUGHT",
                "母。 | THOUGHT",
                "答案 | ANSWER",
                "three | ANSWER",
                "boxed{3 | ANSWER",
                "user_name | ANSWER",
                "🙂 | ANSWER",
                "letters | QUESTION",
            })
    void whereItWasSaid(String query, Part part) throws Exception {
        List<SearchHit> hits =
                store.search().find(query, EnumSet.complementOf(EnumSet.of(Part.TITLE)), 10);

        assertTrue(hits.stream().anyMatch(hit -> hit.part() == part), () -> query + " in " + hits);
        for (SearchHit hit : hits) {
            assertTrue(!hit.matches().isEmpty(), "each hit shows what was found");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "berry",
                "\"recount me\"",
                "莓草",
                "草里",
                "草莓字母",
                "there strawberry nowhere",
                "\"strawb\"",
            })
    void notWhereItWasNot(String query) throws Exception {
        assertEquals(List.of(), store.search().find(query, 10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\"",
                "\"\"\"",
                "*",
                "NEAR(a b)",
                "answer:three",
                "a AND",
                "OR",
                "NOT three",
                "( three",
                "three'; DROP TABLE message; --",
                "{thought} : three",
                "^three",
                "three +",
                "- three",
                "\u0000three",
                "\ud800three",
            })
    void noQueryIsAnError(String query) throws Exception {
        store.search().find(query, 10);
        store.search().find(query.repeat(2_000), 10);
    }

    @Test
    void aSnippetIsOneLineAroundTheMatch() throws Exception {
        long question =
                Stores.ask(
                                store,
                                conversation,
                                "x ".repeat(500) + "\nthe needle\tis here" + " y".repeat(500))
                        .question()
                        .id();

        SearchHit hit = store.search().find("needle", 10).getFirst();

        assertEquals(question, hit.message());
        assertEquals(Part.QUESTION, hit.part());
        SearchHit.Range match = hit.matches().getFirst();
        assertEquals("needle", hit.snippet().substring(match.start(), match.end()));
        assertTrue(hit.snippet().matches("… x [x ]+ the needle is here[ y]+…"), hit.snippet());
        assertTrue(hit.snippet().length() < 200);
    }

    @Test
    void titlesAreFoundWithTheirUsersName() throws Exception {
        store.conversations().rename(conversation, "Fruit talk");

        SearchHit hit = store.search().find("fruit", 10).getFirst();

        assertEquals(Part.TITLE, hit.part());
        assertEquals(conversation, hit.conversation().id());
        assertEquals(List.of(new SearchHit.Range(0, 5)), hit.matches());
        assertEquals(List.of(), store.search().find("fruit", Set.of(Part.THOUGHT), 10));
    }

    @Test
    void theTrashIsNotSearched() throws Exception {
        store.conversations().delete(conversation);
        assertEquals(List.of(), store.search().find("strawberry", 10));

        store.conversations().restore(conversation);
        assertEquals(1, store.search().find("strawberry", 10).size());
    }

    @Test
    void whatWasPurgedIsNotFound() throws Exception {
        store.conversations().delete(conversation);
        store.conversations().purge(conversation);
        Stores.ask(store, "Nothing alike");

        assertEquals(List.of(), store.search().find("strawberry", 10));
        assertEquals(List.of(), store.search().find("count", 10));
    }

    @Test
    void theNewestComesFirst() throws Exception {
        long later = Stores.ask(store, conversation, "strawberry again").question().id();

        assertEquals(later, store.search().find("strawberry", 10).getFirst().message());
        assertEquals(1, store.search().find("strawberry", 1).size());
    }
}
