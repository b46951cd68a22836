;;; eglot.el --- A sitting with eglot  -*- lexical-binding: t -*-

;; emacs --batch -l eglot.el CONFIGURATION PROGRAM SEEN

(package-initialize)
(load (expand-file-name "sitting" (file-name-directory load-file-name)))
(require 'eglot)

(pcase-let ((`(,configuration ,program ,seen) command-line-args-left))
  (setq command-line-args-left nil)
  (load configuration)

  (find-file program)
  (let ((eglot-sync-connect sitting-patience))
    (apply #'eglot (eglot--guess-contact)))
  (let ((server (eglot-current-server)))
    (sitting-saw "server" (plist-get (eglot--server-info server) :name))

    (sitting-go-to "arr = np.arange")
    (let ((shown nil))
      (eglot-hover-eldoc-function (lambda (text &rest _) (setq shown (substring-no-properties text))))
      (sitting-saw "hover" (sitting-wait "a hover" (lambda () shown))))
    (sitting-saw "hints"
                 (sitting-labels (jsonrpc-request server :textDocument/inlayHint (sitting-everything))))

    (sitting-go-to "1000")
    (delete-char 4)
    (insert "2000")
    (eglot--signal-textDocument/didChange)
    (sitting-saw "hints after an edit"
                 (sitting-labels (jsonrpc-request server :textDocument/inlayHint (sitting-everything))))

    (set-buffer-modified-p nil)
    (eglot-shutdown server)
    (sitting-wait "the end of the server" (lambda () (not (jsonrpc-running-p server)))))
  (sitting-tell seen))
;;; eglot.el ends here
