package io.meepa.credentials.core.http.answer;

import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;

/**
 * What the caller's body handler learns of an answer.
 *
 * @param statusCode the status
 * @param headers the headers, masked
 * @param version the protocol
 */
public record AnswerInfo(int statusCode, HttpHeaders headers, HttpClient.Version version)
        implements HttpResponse.ResponseInfo {}
