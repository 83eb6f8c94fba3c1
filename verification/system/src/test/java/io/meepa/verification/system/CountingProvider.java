package io.meepa.verification.system;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyFactorySpi;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyPairGeneratorSpi;
import java.security.MessageDigest;
import java.security.MessageDigestSpi;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.KeySpec;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.KeyAgreement;
import javax.crypto.KeyAgreementSpi;
import javax.crypto.SecretKey;
import javax.crypto.ShortBufferException;

/** Does what the JDK's providers do, and counts multiplications on the curve X25519 and digests of SHA-256. */
final class CountingProvider extends Provider {

    private static final long serialVersionUID = 1;
    private static final String CURVE = "X25519";
    private static final String DIGEST = "SHA-256";

    private final transient AtomicInteger multiplications = new AtomicInteger();
    private final transient AtomicInteger digests = new AtomicInteger();

    CountingProvider() {
        super("Counting", "1", "counts");
        serve("KeyPairGenerator", CURVE, () -> new Pairs(KeyPairGenerator.getInstance(CURVE, "SunEC")));
        serve("KeyAgreement", CURVE, () -> new Agreement(KeyAgreement.getInstance(CURVE, "SunEC")));
        serve("KeyFactory", CURVE, () -> new Keys(KeyFactory.getInstance(CURVE, "SunEC")));
        serve("MessageDigest", DIGEST, () -> new Digest(MessageDigest.getInstance(DIGEST, "SUN")));
    }

    int multiplications() {
        return multiplications.get();
    }

    int digests() {
        return digests.get();
    }

    private void serve(String type, String algorithm, Making making) {
        putService(new Service(this, type, algorithm, CountingProvider.class.getName(), null, null) {

            @Override
            public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
                try {
                    return making.make();
                } catch (GeneralSecurityException e) {
                    throw new NoSuchAlgorithmException(e);
                }
            }
        });
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public synchronized int hashCode() {
        return System.identityHashCode(this);
    }

    private interface Making {

        Object make() throws GeneralSecurityException;
    }

    private final class Pairs extends KeyPairGeneratorSpi {

        private final KeyPairGenerator generator;

        Pairs(KeyPairGenerator generator) {
            this.generator = generator;
        }

        @Override
        public void initialize(int size, SecureRandom random) {
            generator.initialize(size, random);
        }

        @Override
        public KeyPair generateKeyPair() {
            multiplications.incrementAndGet();
            return generator.generateKeyPair();
        }
    }

    private final class Agreement extends KeyAgreementSpi {

        private final KeyAgreement agreement;

        Agreement(KeyAgreement agreement) {
            this.agreement = agreement;
        }

        @Override
        protected void engineInit(Key key, SecureRandom random) throws InvalidKeyException {
            agreement.init(key);
        }

        @Override
        protected void engineInit(Key key, AlgorithmParameterSpec parameters, SecureRandom random)
                throws InvalidKeyException {
            agreement.init(key);
        }

        @Override
        protected Key engineDoPhase(Key key, boolean last) throws InvalidKeyException {
            multiplications.incrementAndGet();
            return agreement.doPhase(key, last);
        }

        @Override
        protected byte[] engineGenerateSecret() {
            return agreement.generateSecret();
        }

        @Override
        protected int engineGenerateSecret(byte[] secret, int offset) throws ShortBufferException {
            return agreement.generateSecret(secret, offset);
        }

        @Override
        protected SecretKey engineGenerateSecret(String algorithm)
                throws NoSuchAlgorithmException, InvalidKeyException {
            return agreement.generateSecret(algorithm);
        }
    }

    private static final class Keys extends KeyFactorySpi {

        private final KeyFactory factory;

        Keys(KeyFactory factory) {
            this.factory = factory;
        }

        @Override
        protected PublicKey engineGeneratePublic(KeySpec spec) throws InvalidKeySpecException {
            return factory.generatePublic(spec);
        }

        @Override
        protected PrivateKey engineGeneratePrivate(KeySpec spec) throws InvalidKeySpecException {
            return factory.generatePrivate(spec);
        }

        @Override
        protected <T extends KeySpec> T engineGetKeySpec(Key key, Class<T> kind) throws InvalidKeySpecException {
            return factory.getKeySpec(key, kind);
        }

        @Override
        protected Key engineTranslateKey(Key key) throws InvalidKeyException {
            return factory.translateKey(key);
        }
    }

    private final class Digest extends MessageDigestSpi {

        private final MessageDigest digest;

        Digest(MessageDigest digest) {
            this.digest = digest;
        }

        @Override
        protected void engineUpdate(byte input) {
            digest.update(input);
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            digest.update(input, offset, length);
        }

        @Override
        protected byte[] engineDigest() {
            digests.incrementAndGet();
            return digest.digest();
        }

        @Override
        protected void engineReset() {
            digest.reset();
        }
    }
}
