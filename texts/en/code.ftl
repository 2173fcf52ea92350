# Signing in in two steps: the password, and a code of one's own device.

code-title = Signing in in two steps
code-what = After your password, a code is asked for that your telephone or password manager shows, a new one every 30 seconds. Whoever learns your password alone does not get in.
code-code = Code
code-wrong = This code is wrong, or was used already. Wait for the next one.
code-back = Back to your account

code-ask = One more step
code-ask-what = Type the six digits that your device shows for this site, or one of your recovery codes.
code-lost = Lost the device and the recovery codes? Whoever runs this site can take this step away.
code-too-late = The code came too late. Sign in once more.
code-key-too-old = This key was shown too long ago. Begin again for a new one.
code-link-done = Your password is set. One step is left: the code.

code-begin = Set it up
code-scan = Scan this picture with an authenticator app or a password manager.
code-picture = QR code with the key
code-key = Or type this key there:
code-open = On this device, open it in the app
code-confirm-what = Type the six digits that it shows now.
code-confirm = Switch it on
code-not-yet = It is not on yet. Your other browsers are signed out when it is.

code-on-since = On since
code-recovery = Recovery codes
code-recovery-left = { $count } left
code-recovery-what = Keep these where you find them without the device: on paper, or in a password manager. Each lets you in once in place of a code. They are shown only now.
code-recovery-kept = I have kept them
code-renew = Make new recovery codes
code-renew-what = The earlier ones are void then.
code-off = Switch it off
code-on-already = It is on. Did you not keep the recovery codes? Make new ones below.
code-off-what = Your password alone is enough then. All your other browsers are signed out.
code-off-done = Switched off: your password alone is enough. All your other browsers are signed out.
