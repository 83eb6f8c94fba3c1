package io.meepa.verification.system;

import static io.meepa.verification.system.Remedy.settled;
import static io.meepa.verification.system.Remedy.unsettled;
import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.DeprovisionMode;
import io.meepa.credentials.report.DoctorReport;
import io.meepa.credentials.report.DoctorReport.Finding;
import io.meepa.credentials.report.ProvisioningReport.Result;
import io.meepa.credentials.report.ReconcileMode;
import io.meepa.credentials.sops.Identities;
import io.meepa.credentials.sops.Recipient;
import io.meepa.credentials.sops.SopsDocument;
import io.meepa.credentials.sops.tree.EncryptionRule;
import io.meepa.credentials.sops.tree.SopsLeaf;
import io.meepa.credentials.sops.tree.SopsPath;
import io.meepa.credentials.spi.FindingCode;
import io.meepa.credentials.standin.Fault;
import io.meepa.credentials.standin.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each remedy that the doctor gives, carried out in the state that it was given in: it helps, and nothing healthy is gone. */
class RemediesTest {

    private static final Route DELETE_INBOX = Route.of("DELETE", "/v0/inboxes/{id}");
    private static final Route POST_KEY = Route.of("POST", "/v0/inboxes/{inbox}/api-keys");
    private static final CredentialKey MAIL = CredentialKey.of(Category.EMAIL, "agentmail");
    private static final SopsPath SECOND_LOGIN_STATUS =
            SopsPath.of("credentials").index(3).key("status");

    private static final SopsPath FIRST_OPERATION_KIND =
            SopsPath.of("operations").index(0).key("kind");

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("remedies")
    @DisplayName("R20: the remedy helps, and nothing healthy is gone")
    void helpsAndDestroysNothingHealthy(Remedy remedy) throws Exception {
        try (DoctorFixture fixture = new DoctorFixture(folder)) {
            remedy.arrange(fixture);
            List<Finding> found = of(fixture.doctor(), remedy.code());
            assertThat(found).as("findings " + remedy.code()).isNotEmpty();
            Health before = fixture.doomed ? Health.none() : Health.of(fixture.installation);

            remedy.follow(fixture, found.get(0).message());

            assertThat(of(fixture.doctor(), remedy.code())).isEmpty();
            before.requireKept(fixture);
            fixture.opened(Identities.of(fixture.recoveryKey));
        }
    }

    @Test
    @DisplayName("Every code of every finding has a remedy that is tried")
    void triesARemedyOfEachCode() throws Exception {
        Set<String> tried = remedies().map(Remedy::code).collect(Collectors.toCollection(TreeSet::new));
        Set<String> codes = new TreeSet<>();
        for (String type : List.of(
                "io.meepa.credentials.core.doctor.DoctorFindingCode",
                "io.meepa.credentials.core.config.ConfigurationFindingCode",
                "io.meepa.credentials.core.system.SystemFindingCode",
                "io.meepa.credentials.sops.store.FileFindingCode",
                "io.meepa.credentials.sops.sealed.DocumentFindingCode")) {
            for (Object code : Class.forName(type).getEnumConstants()) {
                codes.add(((FindingCode) code).code());
            }
        }
        codes.remove("network-folder"); // Needs another machine's disk: movesTheHome tries its remedy.
        codes.remove("rotation-overlap"); // It has none: it passes by itself, as RotationTest shows.
        assertThat(tried).isEqualTo(codes);
    }

    @Test
    @DisplayName("network-folder: a home that was moved is whole")
    void movesTheHome() throws Exception {
        try (DoctorFixture fixture = new DoctorFixture(folder)) {
            fixture.settle();
            Health before = Health.of(fixture.installation);
            Path elsewhere = folder.resolve("elsewhere");
            Files.move(fixture.installation.home, elsewhere);
            fixture.home = elsewhere;

            assertThat(fixture.doctor().ok()).isTrue();
            before.requireKept(fixture);
        }
    }

    private static List<Finding> of(DoctorReport report, String code) {
        return report.findings().stream()
                .filter(finding -> finding.code().equals(code))
                .toList();
    }

    static Stream<Remedy> remedies() {
        return Stream.of(
                        host(),
                        store(),
                        document(),
                        operations(),
                        expiry(),
                        modes(),
                        files(),
                        keys(),
                        recipients(),
                        seals())
                .flatMap(List::stream);
    }

    private static List<Remedy> host() {
        return List.of(
                settled(
                        "sample-secret",
                        fixture -> fixture.variables.put("DB_PASS", "your-super-secret-and-long-postgres-password"),
                        fixture -> fixture.variables.put("DB_PASS", "canary-made-anew")),
                settled(
                        "half-set",
                        fixture -> fixture.variables.put("SMTP_SERVER", "mail.test"),
                        fixture -> fixture.variables.remove("SMTP_SERVER")),
                settled(
                        "missing-variable",
                        fixture -> fixture.variables.remove("PRIVACY_API_KEY"),
                        fixture ->
                                fixture.variables.put("PRIVACY_API_KEY", fixture.installation.cards.accountKeyText())),
                settled(
                        "organisation-keys-injected",
                        fixture -> {
                            fixture.settings.put("agent_defaults.image_config.inject_credentials_env", true);
                            fixture.settings.put(
                                    "credentials.environment.organisation_keys", List.of("AGENTMAIL_API_KEY"));
                        },
                        fixture -> fixture.settings.put("credentials.environment.organisation_keys", List.of())),
                settled(
                        "nothing-configured",
                        fixture -> fixture.configuration =
                                Files.writeString(fixture.folder.resolve("config.yaml"), "gateway: {port: 1}\n"),
                        fixture -> Files.writeString(
                                fixture.folder.resolve("config.yaml"), "credentials: {enabled: true}\n")),
                settled(
                        "unreached-grant",
                        fixture -> fixture.settings.put(
                                "credentials.environment.grants.GITHUB_TOKEN", "login/github#token"),
                        fixture -> fixture.settings.put("agent_defaults.image_config.inject_credentials_env", true)),
                settled(
                        "rule-without-item",
                        fixture -> fixture.addRule("login/gitlab#token"),
                        fixture -> fixture.add("meepa", DoctorFixture.secondLogin())),
                settled(
                        "wire-log",
                        fixture -> {
                            fixture.addRule("login/github#token");
                            DoctorFixture.logRequests("headers");
                        },
                        (fixture, message) -> {
                            assertThat(message).contains("until it is started without");
                            DoctorFixture.logRequests("");
                        }),
                settled("default-namespace", fixture -> {}, fixture -> {
                    fixture.settings.put("credentials.namespace", "late");
                    try (CredentialManager manager = fixture.open()) {
                        manager.provision();
                        manager.reconcile(ReconcileMode.APPLY);
                    }
                }));
    }

    private static List<Remedy> store() {
        FailingStore unlistable = new FailingStore();
        FailingStore unreadable = new FailingStore();
        return List.of(
                unsettled("first-run", fixture -> {}, DoctorFixture::settle),
                settled(
                        "unreadable-store",
                        fixture -> {
                            fixture.keepIn(unlistable);
                            unlistable.unlistable = true;
                        },
                        fixture -> unlistable.unlistable = false),
                settled(
                        "unreadable-document",
                        fixture -> {
                            fixture.keepIn(unreadable);
                            unreadable.unreadable = true;
                        },
                        fixture -> unreadable.unreadable = false));
    }

    private static List<Remedy> document() {
        return List.of(
                settled(
                        "damaged-document",
                        fixture -> {
                            Files.copy(fixture.document(), fixture.folder.resolve("backup"));
                            Files.writeString(fixture.document(), "{\"half");
                        },
                        RemediesTest::putBack),
                settled(
                        "rolled-back-document",
                        fixture -> {
                            byte[] former = Files.readAllBytes(fixture.document());
                            fixture.hold().agent("meepa").add(DoctorFixture.secondLogin());
                            Files.copy(fixture.document(), fixture.folder.resolve("backup"));
                            Files.write(fixture.document(), former);
                        },
                        RemediesTest::putBack),
                settled(
                        "unreadable-credential",
                        RemediesTest::mistype,
                        fixture -> fixture.edit(
                                document -> document.with(SECOND_LOGIN_STATUS, SopsLeaf.text("existing")))),
                settled(
                        "unreadable-credential",
                        RemediesTest::mistype,
                        fixture -> fixture.agent(
                                "meepa", agent -> agent.remove(CredentialKey.of(Category.LOGIN, "gitlab")))),
                settled(
                        "unreadable-credential",
                        fixture -> fixture.edit(document -> document.with(
                                SopsPath.of("credentials").index(0).key("status"), SopsLeaf.text("active"))),
                        fixture -> fixture.agent("meepa", agent -> {
                            agent.managed().forget(MAIL);
                            agent.managed().reconcile(ReconcileMode.APPLY);
                        })),
                settled(
                        "agent-not-configured",
                        fixture -> fixture.settings.remove("agents.other"),
                        fixture -> fixture.settings.put("agents.other", DoctorFixture.listed("other"))),
                settled("agent-not-configured", fixture -> fixture.addLogin("gone"), fixture -> {
                    try (CredentialManager manager = fixture.open()) {
                        manager.agent("gone").deprovision(DeprovisionMode.REVOKE);
                    }
                }),
                settled(
                        "legacy-identity",
                        fixture -> fixture.legacy("third"),
                        fixture -> fixture.agent("third", agent -> {
                            agent.list();
                            assertThat(agent.get(CredentialKey.of(Category.LOGIN, "forge"))
                                            .secret("token")
                                            .reveal())
                                    .isEqualTo("canary-legacy");
                        })),
                settled("legacy-identity", fixture -> fixture.legacy("meepa"), fixture -> {
                    fixture.agent("meepa", AgentCredentials::list);
                    Path left = fixture.installation.folder("meepa").resolve("identity.json");
                    assertThat(left)
                            .as("it differs from the document, so it stays")
                            .exists();
                    Files.delete(left);
                }),
                settled(
                        "failed-credential",
                        fixture -> {
                            fixture.installation.mail.failEvery(new Fault.Failure(503, false), Route.any());
                            fixture.settings.put("agents.third", DoctorFixture.listed("third"));
                            fixture.agent("third", AgentCredentials::provision);
                        },
                        fixture -> {
                            fixture.installation.mail.heal();
                            fixture.agent(
                                    "third",
                                    agent -> assertThat(agent.provision().ok()).isTrue());
                        }),
                settled(
                        "pending-manual",
                        fixture -> {
                            fixture.settings.put("credentials.phone.enabled", true);
                            fixture.settings.put("credentials.phone.provider", "manual");
                            fixture.provision();
                        },
                        fixture -> {
                            fixture.settings.put("agents.meepa.identity.phone_number", "+15550100000");
                            fixture.provision();
                        }));
    }

    private static List<Remedy> operations() {
        OneShotProvider oneShot = new OneShotProvider();
        return List.of(
                unsettled(
                        "open-operation",
                        fixture -> {
                            fixture.installation.mail.failEvery(Fault.Plain.CUT_AFTER_EFFECT, POST_KEY);
                            fixture.settle();
                        },
                        fixture -> {
                            fixture.installation.mail.heal();
                            fixture.provision();
                        }),
                unsettled(
                        "newer-operation",
                        fixture -> {
                            fixture.installation.mail.failEvery(Fault.Plain.CUT_AFTER_EFFECT, POST_KEY);
                            fixture.settle();
                            fixture.installation.mail.heal();
                            fixture.edit(document -> document.with(FIRST_OPERATION_KIND, SopsLeaf.text("teleport")));
                        },
                        fixture -> {
                            // The newer version ends what it began.
                            fixture.edit(document -> document.with(FIRST_OPERATION_KIND, SopsLeaf.text("create")));
                            fixture.provision();
                        }),
                settled(
                        "indeterminate-operation",
                        fixture -> {
                            fixture.addProvider(oneShot);
                            fixture.provision();
                        },
                        fixture -> {
                            oneShot.made--;
                            fixture.agent("meepa", agent -> {
                                agent.managed()
                                        .forget(agent.managed()
                                                .pendingOperations()
                                                .get(0)
                                                .operation());
                                assertThat(agent.provision().ok()).isTrue();
                            });
                            assertThat(oneShot.made).isEqualTo(1);
                        }),
                settled(
                        "queued-revocation",
                        fixture -> {
                            fixture.installation.mail.failEvery(new Fault.Failure(503, false), DELETE_INBOX);
                            fixture.agent(
                                    "meepa",
                                    agent -> assertThat(agent.deprovision(DeprovisionMode.REVOKE)
                                                    .documentDeleted())
                                            .isFalse());
                            fixture.addLogin("meepa");
                            fixture.doomed = true;
                        },
                        (fixture, message) -> {
                            assertThat(message).contains("deprovision the agent again");
                            fixture.installation.mail.heal();
                            fixture.agent("meepa", agent -> agent.deprovision(DeprovisionMode.REVOKE));
                            fixture.addLogin("meepa"); // Of its own: deprovisioning ends those too.
                        }),
                settled(
                        "queued-revocation",
                        fixture -> {
                            fixture.installation.mail.failEvery(new Fault.Failure(503, true), DELETE_INBOX);
                            try (CredentialManager manager = fixture.open()) {
                                manager.revokeManaged(AgentId.of("meepa"));
                                fixture.installation.mail.failEvery(
                                        new Fault.Failure(503, false), Route.of("GET", "/v0/inboxes/{id}"));
                                assertThat(manager.agent("meepa").provision().outcomes())
                                        .noneMatch(outcome -> outcome.result() == Result.FAILED);
                            }
                        },
                        (fixture, message) -> {
                            assertThat(message).contains("reconcile the agent with APPLY");
                            fixture.installation.mail.heal();
                            fixture.agent("meepa", agent -> agent.managed().reconcile(ReconcileMode.APPLY));
                        }));
    }

    private static List<Remedy> expiry() {
        return List.of(
                unsettled(
                        "expiring-credential",
                        fixture -> {
                            fixture.installation.mail.expireOrganisationKey(
                                    Instant.now().plus(Duration.ofDays(3)));
                            fixture.settle();
                        },
                        fixture -> {
                            fixture.installation.mail.expireOrganisationKey(
                                    Instant.now().plus(Duration.ofDays(400)));
                            fixture.provision();
                        }),
                settled(
                        "expired-credential",
                        fixture -> fixture.agent(
                                "meepa", agent -> agent.add(ending(Instant.now().minusSeconds(1)))),
                        fixture -> fixture.agent(
                                "meepa",
                                agent -> agent.replace(ending(Instant.now().plus(Duration.ofDays(90)))))));
    }

    private static AgentCredential ending(Instant end) {
        return AgentCredential.of(Category.LOGIN, "ending")
                .item("token", Secret.of("canary-ending"), ItemType.API_TOKEN)
                .metadata(Metadata.empty().with(MetadataKeys.EXPIRES_AT, end.toString()))
                .build();
    }

    private static List<Remedy> modes() {
        return List.of(
                settled(
                        "wide-mode",
                        fixture -> DoctorFixture.mode(fixture.installation.home, "rwxrwxr-x"),
                        Remedy::runChmod),
                settled("wide-mode", fixture -> DoctorFixture.mode(fixture.document(), "rw-r--r--"), Remedy::runChmod),
                settled("wide-key-mode", fixture -> DoctorFixture.mode(fixture.key(), "rw-r-----"), Remedy::runChmod));
    }

    private static List<Remedy> files() {
        return List.of(
                settled("symbolic-link", fixture -> DoctorFixture.link(fixture.document()), fixture -> {
                    Path real = fixture.document().toRealPath();
                    Files.delete(fixture.document());
                    Files.move(real, fixture.document());
                }),
                settled(
                        "hard-link",
                        fixture -> Files.createLink(fixture.folder.resolve("second"), fixture.document()),
                        fixture -> {
                            Path copy = fixture.document().resolveSibling("copy");
                            Files.copy(fixture.document(), copy, StandardCopyOption.COPY_ATTRIBUTES);
                            Files.move(copy, fixture.document(), StandardCopyOption.REPLACE_EXISTING);
                        }),
                settled(
                        "odd-file",
                        fixture -> {
                            Files.move(fixture.document(), fixture.folder.resolve("backup"));
                            Files.createDirectory(fixture.document());
                        },
                        fixture -> {
                            Files.delete(fixture.document());
                            putBack(fixture);
                        }),
                settled(
                        "unreadable-path",
                        fixture -> {
                            Files.move(fixture.installation.home, fixture.folder.resolve("aside"));
                            Files.writeString(fixture.installation.home, "no folder");
                        },
                        fixture -> {
                            Files.delete(fixture.installation.home);
                            Files.move(fixture.folder.resolve("aside"), fixture.installation.home);
                        }),
                settled(
                        "stray-entry",
                        fixture -> Files.createFile(fixture.stray()),
                        fixture -> Files.delete(fixture.stray())));
    }

    private static List<Remedy> keys() {
        return List.of(
                settled(
                        "key-unavailable",
                        fixture -> {
                            Files.move(fixture.key(), fixture.folder.resolve("key"));
                            fixture.otherKey();
                            DoctorFixture.mode(fixture.key(), "rw-------");
                        },
                        RemediesTest::putKeyBack),
                settled(
                        "key-missing",
                        fixture -> Files.move(fixture.key(), fixture.folder.resolve("key")),
                        RemediesTest::putKeyBack),
                settled("key-beside-document", fixture -> {}, fixture -> {
                    Path keys = Files.createDirectory(fixture.folder.resolve("keys"));
                    DoctorFixture.mode(keys, "rwx------");
                    for (String agent : List.of("meepa", "other")) {
                        Files.move(fixture.installation.key(agent), keys.resolve(agent + ".key"));
                    }
                    fixture.settings.put(
                            "credentials.credential_store.sops.key_file",
                            keys.resolve("{id}.key").toString());
                }),
                settled(
                        "public-key-mismatch",
                        fixture -> fixture.settings.put(
                                "credentials.credential_store.sops.public_key", DoctorFixture.recipient()),
                        fixture -> fixture.settings.remove("credentials.credential_store.sops.public_key")));
    }

    private static List<Remedy> recipients() {
        return List.of(
                unsettled(
                        "no-recovery-recipient",
                        fixture -> {
                            fixture.settings.remove(DoctorFixture.RECIPIENTS);
                            fixture.settle();
                        },
                        fixture -> {
                            fixture.settings.put(DoctorFixture.RECIPIENTS, List.of(fixture.recovery));
                            fixture.rekey("meepa");
                        }),
                settled("missing-recipients", fixture -> fixture.name(DoctorFixture.recipient()), fixture -> {
                    fixture.rekey("meepa");
                    fixture.rekey("other");
                }),
                settled(
                        "missing-recipients",
                        fixture -> fixture.name(DoctorFixture.recipient()),
                        fixture -> List.of("meepa", "other")
                                .forEach(agent -> fixture.add(agent, DoctorFixture.secondLogin()))),
                settled("kept-recipients", RemediesTest::dropRecipient, fixture -> fixture.rekey("meepa")),
                settled("kept-recipients", RemediesTest::dropRecipient, fixture -> fixture.name(fixture.former)),
                settled(
                        "foreign-recipients",
                        RemediesTest::share,
                        fixture -> fixture.add("meepa", DoctorFixture.secondLogin())),
                settled("foreign-recipients", RemediesTest::share, fixture -> {
                    fixture.name(fixture.former);
                    fixture.rekey("other");
                }));
    }

    private static List<Remedy> seals() {
        return List.of(
                settled(
                        "unsealed",
                        fixture -> fixture.edit(document -> document.without(SopsPath.of("seal"))),
                        fixture -> fixture.add("meepa", DoctorFixture.secondLogin())),
                settled(
                        "edited-elsewhere",
                        fixture -> fixture.edit(
                                document -> document.with(SopsPath.of("remark"), SopsLeaf.text("by hand"))),
                        fixture -> fixture.add("meepa", DoctorFixture.secondLogin())),
                unsettled("namespace-unsealed", RemediesTest::loseNamespace, fixture -> fixture.rekey("meepa")),
                unsettled(
                        "namespace-unsealed",
                        RemediesTest::loseNamespace,
                        fixture -> fixture.add("meepa", DoctorFixture.secondLogin())),
                settled(
                        "other-rule",
                        fixture -> {
                            SopsDocument opened = fixture.opened();
                            List<Recipient> both =
                                    List.of(fixture.identity().recipients().get(0), fixture.recoveryKey.recipient());
                            Files.write(
                                    fixture.document(),
                                    SopsDocument.create(EncryptionRule.standard(), both)
                                            .withTree(opened.without(SopsPath.of("seal"))
                                                    .tree())
                                            .save(Instant.now()));
                        },
                        fixture -> fixture.add("meepa", DoctorFixture.secondLogin())));
    }

    private static void loseNamespace(DoctorFixture fixture) throws IOException {
        fixture.settleInRows();
        fixture.forgetNamespace();
    }

    private static void putBack(DoctorFixture fixture) throws IOException {
        Files.write(fixture.document(), Files.readAllBytes(fixture.folder.resolve("backup")));
        DoctorFixture.mode(fixture.document(), "rw-------");
    }

    private static void putKeyBack(DoctorFixture fixture) throws IOException {
        Files.deleteIfExists(fixture.key());
        Files.move(fixture.folder.resolve("key"), fixture.key());
    }

    private static void mistype(DoctorFixture fixture) throws IOException {
        fixture.add("meepa", DoctorFixture.secondLogin());
        fixture.edit(document -> document.with(SECOND_LOGIN_STATUS, SopsLeaf.text("active")));
    }

    /** The former holder of a key is still among those whom our own seal names. */
    private static void dropRecipient(DoctorFixture fixture) {
        fixture.name(fixture.former);
        fixture.add("meepa", DoctorFixture.secondLogin());
        fixture.settings.put(DoctorFixture.RECIPIENTS, List.of(fixture.recovery));
    }

    /** A holder of the key shared the document with another one, by another tool. */
    private static void share(DoctorFixture fixture) throws IOException {
        SopsDocument opened = fixture.opened();
        List<Recipient> all = Stream.of(
                        fixture.identity().recipients().get(0).toString(), fixture.recovery, fixture.former)
                .map(Recipient::parse)
                .toList();
        Files.write(
                fixture.document(),
                SopsDocument.create(opened.rule(), all).withTree(opened.tree()).save(Instant.now()));
    }
}
