package org.ponder.app.server;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that is not answered; the message is one sentence for who wrote the client. */
final class ApiException extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;
    private final @Nullable String parameter;
    private final @Nullable String code;

    /**
     * @param status of HTTP
     * @param parameter of the request that is wrong; null where it is none
     * @param code for programs; null where there is none
     */
    ApiException(int status, String sentence, @Nullable String parameter, @Nullable String code) {
        super(sentence);
        this.status = status;
        this.parameter = parameter;
        this.code = code;
    }

    /** A value of the request that cannot be used. */
    static ApiException invalid(String parameter, String sentence) {
        return new ApiException(400, sentence, parameter, null);
    }

    int status() {
        return status;
    }

    /** As clients of OpenAI expect it. */
    Map<String, Object> body() {
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("message", getMessage());
        error.put(
                "type",
                switch (status) {
                    case 401, 403 -> "authentication_error";
                    case 429 -> "rate_limit_error";
                    default -> status >= 500 ? "server_error" : "invalid_request_error";
                });
        error.put("param", parameter);
        error.put("code", code);
        return Map.of("error", error);
    }
}
