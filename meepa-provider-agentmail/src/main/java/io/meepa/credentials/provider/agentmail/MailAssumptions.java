package io.meepa.credentials.provider.agentmail;

import io.meepa.credentials.provider.support.BaseUrl;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** What is taken for granted about AgentMail without being published. Only a live account can settle these. */
final class MailAssumptions {

    /** The address of the service, and of its European region, which wants keys that begin with {@link #EU_KEY}. */
    static final BaseUrl US = BaseUrl.of("https://api.agentmail.to");

    static final BaseUrl EU = BaseUrl.of("https://api.agentmail.eu");

    static final String EU_KEY = "am_eu_";

    static final String VERSION = "v0";

    /** The domain of an inbox that asks for none. */
    static final String SHARED_DOMAIN = "agentmail.to";

    /** Neither charset nor length of a user name is published: this is what every mail service takes. */
    static final Pattern USERNAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,38}[a-z0-9])?");

    static final int LONGEST_USERNAME = 40;

    /** Client ids have at most 256 characters; the rest is for the suffix that distinguishes kinds of resources. */
    static final int LONGEST_TAG = 240;

    /** A key's name has no published limit. */
    static final int LONGEST_KEY_NAME = 128;

    static final String PAGE_SIZE = "100";

    /** More pages than any plan has inboxes: a listing that has no end is broken. */
    static final int MOST_PAGES = 200;

    /** What an agent needs to read and answer its mail. The set of flags moves between releases: configurable. */
    static final List<String> LEAST_PERMISSIONS = List.of(
            "inbox_read",
            "message_read",
            "message_send",
            "message_update",
            "draft_read",
            "draft_create",
            "draft_update",
            "draft_delete",
            "draft_send");

    /** A new inbox was seen to be unknown for a second or two. */
    static final List<Duration> SETTLING_WAITS = List.of(Duration.ofSeconds(1), Duration.ofSeconds(2));

    /** A deleted inbox is cleaned up in the background and may keep its pod busy for a while. */
    static final List<Duration> POD_DELETION_WAITS =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8));

    /** How long a resource must stay out of sight before it may count as gone. */
    static final Duration STEADY = Duration.ofSeconds(10);

    private MailAssumptions() {}
}
