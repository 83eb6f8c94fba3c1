package io.meepa.examples.kotlin

import io.meepa.credentials.AgentCredentials
import io.meepa.credentials.ManagerClosedException
import io.meepa.credentials.model.Secret
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.jetbrains.kotlin.cli.common.ExitCode
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler
import org.junit.jupiter.api.DisplayName
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.io.ByteArrayOutputStream
import java.io.PrintStream
import java.nio.file.Files
import java.nio.file.Path

@DisplayName("Credentials from Kotlin")
class LoginsTest {

    @TempDir
    lateinit var folder: Path

    @Test
    @DisplayName("F-707: `use` is Kotlin's own, and closes")
    fun useCloses() {
        val token = Secret.of("canary-0123456789")
        lateinit var meepa: AgentCredentials
        credentialsInMemory(folder, emptyMap()).use { credentials ->
            meepa = credentials.agent("meepa")
            token.use { meepa.remember("github", it) }
            assertThatThrownBy { token.reveal() }.isInstanceOf(IllegalStateException::class.java)
            assertThat(meepa.withToken("github") { it.length }).isEqualTo(17)
            assertThat(meepa.waiting()).isEmpty()
        }
        assertThatThrownBy { meepa.list() }.isInstanceOf(ManagerClosedException::class.java)
    }

    @Test
    @DisplayName("No type of ours has a member that hides a scope function")
    fun hidesNoScopeFunction() {
        val scopes = setOf("use", "let", "also", "takeIf", "takeUnless")
        val ours = listOf(
            io.meepa.credentials.CredentialManager::class,
            io.meepa.credentials.tool.ToolProcess::class,
            io.meepa.credentials.tool.EnvironmentFile::class,
            io.meepa.credentials.tool.ReferenceResolver::class,
            io.meepa.credentials.tool.OutputMask::class,
            io.meepa.credentials.model.AgentCredential::class,
            AgentCredentials::class,
            Secret::class,
        )
        assertThat(ours.flatMap { type -> type.java.methods.map { it.name } }).doesNotContainAnyElementsOf(scopes)
    }

    @Test
    @DisplayName("The compiler knows which values may be null, and which may not")
    fun knowsNulls() {
        val accepted = compile(
            """
            fun lookUp(variables: Map<String, String>) =
                io.meepa.credentials.CredentialManager.builder().environment { variables[it] }
            fun id(agent: io.meepa.credentials.AgentCredentials): String = agent.id().value()
            """,
        )
        val refused = compile(
            """
            fun nothing() = io.meepa.credentials.CredentialManager.builder().home(null)
            fun look(at: io.meepa.credentials.spi.Settings.Surroundings): Int = at.environment().apply("A").length
            """,
        )

        assertThat(accepted.first).`as`(accepted.second).isEqualTo(ExitCode.OK)
        assertThat(refused.first).isEqualTo(ExitCode.COMPILATION_ERROR)
        assertThat(refused.second)
            .contains("Refused.kt:2", "Refused.kt:3")
            .containsIgnoringCase("null cannot be a value of a non-null type")
            .containsIgnoringCase("only safe (?.) or non-null asserted (!!.) calls are allowed")
    }

    private fun compile(source: String): Pair<ExitCode, String> {
        val file = Files.writeString(folder.resolve("Refused.kt"), "\n" + source.trimIndent())
        val messages = ByteArrayOutputStream()
        val path = System.getProperty("java.class.path")
        val code = K2JVMCompiler().exec(
            PrintStream(messages),
            "-no-stdlib", "-no-reflect", "-classpath", path, "-d", folder.resolve("out").toString(), file.toString(),
        )
        return code to messages.toString()
    }
}
