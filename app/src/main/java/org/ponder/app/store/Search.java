package org.ponder.app.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ponder.app.store.SearchHit.Part;

/** Full-text search over titles, questions, answers and thoughts. */
public final class Search {
    private final Database database;

    Search(Database database) {
        this.database = database;
    }

    /** Finds in every part; see {@link #find(String, Set, int)}. */
    public List<SearchHit> find(String query, int limit) throws StoreException {
        return find(query, EnumSet.allOf(Part.class), limit);
    }

    /**
     * Finds messages that have all the words, the last of them perhaps only begun; words in double
     * quotes only side by side. The newest come first, titles before messages; conversations in the
     * trash are left out.
     *
     * @param query as a person types it
     * @param parts where to look
     * @param limit at most so many titles and so many messages
     */
    public List<SearchHit> find(String query, Set<Part> parts, int limit) throws StoreException {
        SearchQuery wanted = SearchQuery.parse(query);
        if (wanted.isEmpty() || parts.isEmpty()) {
            return List.of();
        }
        return database.readSlowly(connection -> {
            List<SearchHit> hits = new ArrayList<>();
            if (parts.contains(Part.TITLE)) {
                titles(connection, wanted, limit, hits);
            }
            if (parts.size() > 1 || !parts.contains(Part.TITLE)) {
                messages(connection, wanted, parts, limit, hits);
            }
            return hits;
        });
    }

    private static void titles(
            Connection connection, SearchQuery query, int limit, List<SearchHit> hits)
            throws SQLException {
        hits.addAll(
                Sql.all(
                        connection,
                        "SELECT conversation.* FROM title_search JOIN conversation"
                                + " ON conversation.id = title_search.rowid"
                                + " WHERE title_search MATCH ? AND deleted_at IS NULL"
                                + " ORDER BY title_search.rowid DESC LIMIT ?",
                        row ->
                                hit(
                                        row,
                                        null,
                                        Part.TITLE,
                                        new SearchMatcher(query, row.getString("title"))),
                        query.expression(Set.of(Part.TITLE)),
                        limit));
    }

    private static void messages(
            Connection connection,
            SearchQuery query,
            Set<Part> parts,
            int limit,
            List<SearchHit> hits)
            throws SQLException {
        List<List<SearchHit>> found =
                Sql.all(
                        connection,
                        "SELECT message.id AS message, role, content, message.thought AS thought_text, conversation.*"
                                + " FROM message_search CROSS JOIN message ON message.id = message_search.rowid"
                                + " CROSS JOIN conversation ON conversation.id = message.conversation"
                                + " WHERE message_search MATCH ? AND deleted_at IS NULL"
                                + " ORDER BY message_search.rowid DESC LIMIT ?",
                        row -> hits(row, query, parts),
                        query.expression(parts),
                        limit);
        found.forEach(hits::addAll);
    }

    /** One hit for each part that has all phrases; where none has, one for the part with most. */
    private static List<SearchHit> hits(ResultSet row, SearchQuery query, Set<Part> parts)
            throws SQLException {
        Map<Part, SearchMatcher> matchers = new EnumMap<>(Part.class);
        boolean question = row.getString("role").equals("user");
        texts(row, question, parts)
                .forEach((part, text) -> matchers.put(part, new SearchMatcher(query, text)));
        int most = matchers.values().stream().mapToInt(SearchMatcher::phrasesFound).max().orElse(0);
        List<SearchHit> hits = new ArrayList<>();
        for (Map.Entry<Part, SearchMatcher> entry : matchers.entrySet()) {
            boolean all = most == query.phrases().size();
            if (most > 0 && entry.getValue().phrasesFound() == most && (all || hits.isEmpty())) {
                hits.add(hit(row, row.getLong("message"), entry.getKey(), entry.getValue()));
            }
        }
        return hits;
    }

    private static Map<Part, String> texts(ResultSet row, boolean question, Set<Part> parts)
            throws SQLException {
        Map<Part, String> texts = new EnumMap<>(Part.class);
        texts.put(question ? Part.QUESTION : Part.ANSWER, row.getString("content"));
        String thought = row.getString("thought_text");
        if (thought != null) {
            texts.put(Part.THOUGHT, thought);
        }
        texts.keySet().retainAll(parts);
        return texts;
    }

    private static SearchHit hit(
            ResultSet row, @Nullable Long message, Part part, SearchMatcher matcher)
            throws SQLException {
        return new SearchHit(
                Conversations.summary(row), message, part, matcher.snippet(), matcher.ranges());
    }
}
