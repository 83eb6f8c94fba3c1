# What the scripts beside this one share: which modules are published, and how they are built without the gates, which
# have run before. To be sourced.

PUBLISHED_JARS=(
    meepa-credentials-api
    meepa-credentials-core
    meepa-provider-support
    meepa-provider-agentmail
    meepa-provider-privacy
    meepa-provider-gworkspace
    meepa-provider-oauth
    meepa-store-sops
    meepa-store-postgres
    meepa-credentials-telemetry
    meepa-spring-boot-starter
    meepa-credentials-testkit
    meepa-credentials-standins
)

# The files under version control as they are now, copied to a folder.
tree_to() {
    git ls-files -z | tar --null --files-from=- --ignore-failed-read -cf - | tar -xf - -C "$1"
}

# Packages the published modules of a source tree, with further Maven arguments.
package_published() {
    local tree=$1 modules
    shift
    modules="meepa-credentials-bom,$(IFS=,; printf '%s' "${PUBLISHED_JARS[*]}")"
    # The log is shown only if the build fails.
    if ! (cd "$tree" && mvn -B -ntp -pl "$modules" -am -Dmaven.test.skip=true -Dspotless.check.skip -Dcheckstyle.skip \
            -Djacoco.skip "$@" verify > build.log 2>&1); then
        tail -n 60 "$tree/build.log" >&2
        return 1
    fi
}
