package io.meepa.examples.gateway;

import java.util.ArrayList;
import java.util.List;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** Hands on a keyboard: no pointer, and no control that Tab does not reach. */
final class Keyboard {

    private static final int FURTHEST = 40;

    private final Page page;

    Keyboard(Page page) {
        this.page = page;
    }

    /** Continues by Tab until the control of this name has the focus. */
    Keyboard to(String name) {
        List<String> passed = new ArrayList<>();
        while (passed.size() < FURTHEST) {
            String here = String.valueOf(focused().getAccessibleName());
            if (here.equals(name)) {
                return this;
            }
            passed.add(here);
            press(Keys.TAB);
        }
        throw new AssertionError("Tab does not reach " + name + ", but: " + passed);
    }

    Keyboard enter() {
        return press(Keys.ENTER);
    }

    Keyboard escape() {
        return press(Keys.ESCAPE);
    }

    Keyboard type(String text) {
        return press(text);
    }

    void isAt(String name) {
        page.until(
                "the focus never came to " + name,
                driver ->
                        name.equals(focused().getAccessibleName()) && focused().isDisplayed());
    }

    private WebElement focused() {
        return page.browser.switchTo().activeElement();
    }

    private Keyboard press(CharSequence keys) {
        new Actions(page.browser).sendKeys(keys).perform();
        return this;
    }
}
