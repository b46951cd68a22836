;;; sitting.el --- What every sitting in Emacs needs: waiting for events, and telling what was seen  -*- lexical-binding: t -*-

;; Emacs runs without a terminal. Nothing sleeps: each wait ends with its event, or as a failure.

(require 'json)

(defconst sitting-patience 60 "Seconds until an event that does not come is a failure.")

(defvar sitting-seen nil "What was seen, by name.")

(defun sitting-wait (what happened)
  "Let processes and timers run until HAPPENED returns non-nil, which is returned; WHAT it is, for the failure."
  (let ((end (+ (float-time) sitting-patience)) (result nil))
    (while (not (setq result (funcall happened)))
      (when (> (float-time) end)
        (error "Waited in vain for %s" what))
      (accept-process-output nil 0.05))
    result))

(defun sitting-saw (name value)
  "Remember that VALUE was seen, as NAME."
  (push (cons name value) sitting-seen))

(defun sitting-go-to (text)
  "Put point at the first place where TEXT stands."
  (goto-char (point-min))
  (search-forward text)
  (goto-char (match-beginning 0)))

(defun sitting-text (buffer)
  "The text of BUFFER, as it reads."
  (with-current-buffer buffer
    (buffer-substring-no-properties (point-min) (point-max))))

(defun sitting-everything ()
  "The parameters of a request about the whole document."
  (list :textDocument (list :uri (concat "file://" (buffer-file-name)))
        :range '(:start (:line 0 :character 0) :end (:line 1000 :character 0))))

(defun sitting-labels (hints)
  "The hints of a reply, each as its line (from 0), its column and its label."
  (apply #'vector
         (mapcar (lambda (hint)
                   (let ((position (sitting-get hint :position)))
                     (vector (sitting-get position :line)
                             (sitting-get position :character)
                             (sitting-get hint :label))))
                 hints)))

(defun sitting-get (object key)
  "What OBJECT, of a reply, holds under KEY: a plist or a hash table, as the client has it."
  (if (hash-table-p object)
      (gethash (substring (symbol-name key) 1) object)
    (plist-get object key)))

(defun sitting-tell (file)
  "Write what was seen to FILE, as JSON."
  (with-temp-file file
    (set-buffer-file-coding-system 'utf-8)
    (insert (json-encode sitting-seen))))

(provide 'sitting)
;;; sitting.el ends here
